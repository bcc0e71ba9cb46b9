import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptHost } from './kept-host.ts';
import { type Exit, type SpawnOptions, spawnHost } from './run-host.ts';

/** A running Fieldhook: the real built host in its own process, on free ports, without a public address unless it is asked for. */
export interface Fieldhook {
  /** `http://127.0.0.1:PORT` of the screens and the door. */
  ui: string;
  /** `http://127.0.0.1:PORT` of the receiver. */
  receiver: string;
  token: string;
  dataDir: string;
  pid: number;
  /** The address that signs a browser in. */
  address: string;
  /** Calls the door as a tool does, with the Bearer token. */
  door(path: `/api/${string}`, init?: RequestInit): Promise<Response>;
  stdout(): string;
  stderr(): string;
  /** Resolves when it has ended, whoever ended it. */
  exited: Promise<Exit>;
  /** Ends it as Ctrl-C does and waits for the end. */
  stop(): Promise<Exit>;
  /** Ends it without warning, as a power cut does. */
  kill(): Promise<Exit>;
}

/** Resolves when the ready line has been printed; rejects with what it said instead. */
export async function startFieldhook(options: StartOptions): Promise<Fieldhook> {
  const { dataDir, tunnel = false, args = [], kept, ...rest } = options;
  const closed = tunnel ? [] : ['--no-tunnel'];
  const all = ['--json', ...closed, '--no-open', '--data', dataDir, '--port', '0', '--ui-port', '0', ...args];
  const host = kept === undefined ? spawnHost(all, rest) : kept.run(all);
  const end = (signal: NodeJS.Signals) => {
    host.end(signal);
    return host.exited;
  };
  const { ui, receiver, token } = JSON.parse(await host.firstLine()) as Record<'ui' | 'receiver' | 'token', string>;
  return {
    ui,
    receiver,
    token,
    dataDir,
    pid: host.child.pid!,
    address: `${ui}/#t=${token}`,
    door: (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      if (init.body) headers.set('content-type', 'application/json');
      return fetch(`${ui}${path}`, { ...init, headers });
    },
    stdout: host.stdout,
    stderr: host.stderr,
    exited: host.exited,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Without a program it is the built host of the tests. */
export interface StartOptions extends SpawnOptions {
  dataDir: string;
  /** Whether the settings may open a public address; nothing of a test does so on the internet. */
  tunnel?: boolean;
  args?: readonly string[];
  /** The process in which it runs; without, it has one of its own. */
  kept?: KeptHost;
}

/** An empty folder for one test; the caller removes it with `removeFolder`. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'fieldhook-test-'));
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
