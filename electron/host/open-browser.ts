import { spawn } from 'node:child_process';
import { hasDisplay } from './display.ts';

/** Whether to open the browser when nobody said: only for a person at a terminal on a machine with a screen. */
export function opensByItself(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, isTerminal: boolean): boolean {
  return isTerminal && !env.SSH_CONNECTION && hasDisplay(env, platform);
}

/** The program that opens an address in the person's own browser. */
export function browserCommand(platform: NodeJS.Platform, address: string): [command: string, ...args: string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', address];
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', address];
    default:
      return ['xdg-open', address];
  }
}

/** Tries to open the browser. Failing is no fault: the address is printed anyway. */
export function openBrowser(address: string): void {
  const [command, ...args] = browserCommand(process.platform, address);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}
