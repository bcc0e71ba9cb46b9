import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('../../../out/headless/headless.js', import.meta.url));

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface HostProcess {
  child: ChildProcess;
  /** Resolves when the process has ended and its output is complete. */
  exited: Promise<Exit>;
  stdout(): string;
  stderr(): string;
}

/** Starts the built headless host with exactly these arguments and variables, and nothing of the developer's own settings. */
export function spawnHost(args: readonly string[], env: Record<string, string> = {}, longestMs?: number): HostProcess {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [HOST, ...args], {
    env: { PATH, HOME: tmpdir(), TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(longestMs === undefined ? {} : { timeout: longestMs, killSignal: 'SIGKILL' }),
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  // A test run that is cut short leaves nothing running.
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('exit', endWithUs);
      resolve({ code, signal });
    });
  });
  return { child, exited, stdout: () => output.stdout, stderr: () => output.stderr };
}

/** Runs the host to its end, for starts that are refused; one that goes on instead is killed. */
export async function runHost(args: readonly string[], env: Record<string, string> = {}) {
  const host = spawnHost(args, env, 30_000);
  const exit = await host.exited;
  return { ...exit, stdout: host.stdout(), stderr: host.stderr() };
}
