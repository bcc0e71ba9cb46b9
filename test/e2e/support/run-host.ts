import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

/** What `npm start` runs before the host. */
export const LAUNCHER = fileURLToPath(new URL('../../../electron/launch/start.mjs', import.meta.url));

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
  /** Resolves to the first line it prints; rejects when it ends before. */
  firstLine(): Promise<string>;
  /** Resolves when it has printed this text; rejects when it ends before. */
  said(text: string): Promise<void>;
}

export interface SpawnOptions {
  program?: string;
  /** Options of Node itself. */
  nodeArgs?: readonly string[];
  /** A command that becomes the host, such as one that sets limits first. */
  under?: readonly string[];
  env?: Record<string, string>;
  /** After this it is killed. */
  longestMs?: number;
}

/** Starts the built browser host with exactly these arguments and variables, and nothing of the developer's own settings. */
export function spawnHost(args: readonly string[], options: SpawnOptions = {}): HostProcess {
  const { program, nodeArgs = [], under = [], env = {}, longestMs } = options;
  // The built host is started hundreds of times in a run, and compiled once.
  const compiled = program === undefined ? { NODE_COMPILE_CACHE: inject('compileCache') } : {};
  const { PATH = '' } = process.env;
  const [command, ...rest] = [...under, process.execPath, ...nodeArgs, program ?? inject('host'), ...args];
  const child = spawn(command!, rest, {
    env: { PATH, HOME: tmpdir(), TZ: 'UTC', ...compiled, ...env },
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
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => output.stdout.includes(text) && resolve();
      child.stdout.on('data', look);
      look();
      exited.then(({ code }) => reject(new Error(`It ended (exit ${code}): ${output.stderr}`)), reject);
    });
  return {
    child,
    exited,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    said,
    firstLine: async () => {
      await said('\n');
      return output.stdout.slice(0, output.stdout.indexOf('\n'));
    },
  };
}

/** Runs it to its end, for starts that are refused; one that goes on instead is killed. */
export async function runHost(args: readonly string[], options: SpawnOptions = {}) {
  const host = spawnHost(args, { longestMs: 60_000, ...options });
  const exit = await host.exited;
  return { ...exit, stdout: host.stdout(), stderr: host.stderr() };
}
