import { findProgram, runProgram } from './program.ts';
import { type OpenRequest, type OpenTunnel, TunnelFault } from './provider.ts';

/** What one line of a program's output told us. */
export type Heard = { kind: 'open'; url: string } | { kind: 'fault'; sentence: string };

export interface TunnelProgram {
  /** As it is called on a command line. */
  name: string;
  args: readonly string[];
  /** Secrets go in here: arguments can be read by everybody on this computer. */
  env: Readonly<Record<string, string>>;
  hear: (line: string) => Heard | null;
  /** Folders to look in, as in PATH. */
  searchPath: string;
}

/**
 * Starts a program that keeps a tunnel, and takes from what it writes under which address. Its own words are not repeated: they can hold
 * addresses and tokens.
 */
export function openByProgram(
  { name, args, env, hear, searchPath }: TunnelProgram,
  { signal, onLost }: Pick<OpenRequest, 'signal' | 'onLost'>,
): Promise<OpenTunnel> {
  const file = findProgram(name, searchPath);
  if (file === null) {
    const sentence = `The program ${name} was not found on this computer. Install it; Fieldhook goes on looking for it.`;
    return Promise.reject(new TunnelFault(sentence));
  }
  return new Promise((resolve, reject) => {
    let isOpen = false;
    const run = runProgram({ file, args, env, onLine, onEnd });
    const giveUp = (reason: unknown) => {
      signal.removeEventListener('abort', onAbort);
      run.stop();
      reject(reason);
    };
    const onAbort = () => giveUp(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();

    function onLine(line: string): void {
      if (isOpen) return;
      const heard = hear(line);
      if (heard?.kind === 'fault') giveUp(new TunnelFault(heard.sentence));
      if (heard?.kind !== 'open') return;
      isOpen = true;
      signal.removeEventListener('abort', onAbort);
      resolve({ url: heard.url.replace(/\/+$/, ''), remark: null, close: run.stop });
    }

    function onEnd(): void {
      if (isOpen) onLost(`The program ${name} has ended.`);
      else giveUp(new TunnelFault(`The program ${name} ended before it had opened an address.`));
    }
  });
}
