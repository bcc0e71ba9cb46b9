import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { END_WITH_PARENT } from './end-with-parent.ts';

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
  /** Ends it with this signal; `exited` tells when it has. */
  end(signal: NodeJS.Signals): void;
}

export interface SpawnOptions {
  program?: string;
  /** Options of Node itself. */
  nodeArgs?: readonly string[];
  /** A command that becomes the host, such as one that sets limits first. */
  under?: readonly string[];
  env?: Record<string, string>;
  /** Whether messages are sent to it. */
  isTold?: boolean;
  /** After this it is killed. */
  longestMs?: number;
}

/** Starts the built browser host with exactly these arguments and variables, and nothing of the developer's own settings. */
export function spawnHost(args: readonly string[], options: SpawnOptions = {}): HostProcess {
  const { program, nodeArgs = [], under = [], env = {}, isTold = false, longestMs } = options;
  // The built host is started hundreds of times in a run, and compiled once.
  const compiled = program === undefined ? { NODE_COMPILE_CACHE: inject('compileCache') } : {};
  const { PATH = '' } = process.env;
  const [command, ...rest] = [
    ...under,
    process.execPath,
    ...END_WITH_PARENT,
    ...nodeArgs,
    program ?? inject('host'),
    ...args,
  ];
  const child = spawn(command!, rest, {
    env: { PATH, HOME: tmpdir(), TZ: 'UTC', ...compiled, ...env },
    stdio: ['pipe', 'pipe', 'pipe', ...(isTold ? (['ipc'] as const) : [])],
    ...(longestMs === undefined ? {} : { timeout: longestMs, killSignal: 'SIGKILL' }),
  });
  const output = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const stdout = () => output.stdout;
  const stderr = () => output.stderr;
  const end = (signal: NodeJS.Signals) => void child.kill(signal);
  return { child, exited, stdout, stderr, ...waitsFor(child, { exited, stdout, stderr }), end };
}

/** How to wait for what a host prints. */
export function waitsFor(
  child: ChildProcess,
  { exited, stdout, stderr }: Pick<HostProcess, 'exited' | 'stdout' | 'stderr'>,
): Pick<HostProcess, 'said' | 'firstLine'> {
  const said = async (text: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => stdout().includes(text) && resolve();
    child.stdout!.on('data', look);
    look();
    exited.then(({ code }) => reject(new Error(`It ended (exit ${code}): ${stderr()}`)), reject);
    await promise.finally(() => child.stdout!.off('data', look));
  };
  return {
    said,
    firstLine: async () => {
      await said('\n');
      return stdout().slice(0, stdout().indexOf('\n'));
    },
  };
}

/** Runs it to its end, for starts that are refused; one that goes on instead is killed. */
export async function runHost(args: readonly string[], options: SpawnOptions = {}) {
  const host = spawnHost(args, { longestMs: 60_000, ...options });
  const exit = await host.exited;
  return { ...exit, stdout: host.stdout(), stderr: host.stderr() };
}
