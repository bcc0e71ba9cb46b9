import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { END_WITH_PARENT } from '../e2e/support/end-with-parent.ts';
import type { Exit } from '../e2e/support/run-host.ts';
import type { Surroundings } from './surroundings.ts';

const REGISTER = new URL('register.mjs', import.meta.url).href;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a test gets in the main process. */
export type StandIn = typeof import('./electron.ts');

export interface DesktopOptions {
  dataDir: string;
  /** The built main.js. */
  program: string;
  browser: Browser;
  /** Where that browser listens (Browser.bind). */
  endpoint: string;
  /** Where Node keeps what it has compiled. */
  compileCache?: string;
  surroundings?: Partial<Surroundings>;
  args?: readonly string[];
}

/** The built desktop app in a process of its own under the stand-in; the shape is that of Playwright’s ElectronApplication. */
export interface Desktop {
  dataDir: string;
  /** The browser profile of its windows, once there is one. */
  profile(): Promise<BrowserContext>;
  /** The page of its first window, once it is there. */
  window(): Promise<Page>;
  /** Resolves to `http://127.0.0.1:PORT` of the receiver once everything has started. */
  receiver(): Promise<string>;
  /** Runs a function in the main process. It must not use anything from around it. */
  evaluate<T, A = undefined>(run: (electron: StandIn, arg: A) => T | Promise<T>, arg?: A): Promise<T>;
  stdout(): string;
  stderr(): string;
  exited: Promise<Exit>;
  /** Ends it as the system does. */
  stop(): Promise<Exit>;
  /** Ends it without warning. */
  kill(): Promise<Exit>;
}

const USUAL: Omit<Surroundings, 'browser'> = {
  isPackaged: true,
  keychain: 'gnome_libsecret',
  hasTray: true,
  screens: [{ x: 0, y: 0, width: 1920, height: 1040 }],
};

export function startDesktop({
  dataDir,
  program,
  browser,
  endpoint,
  compileCache,
  surroundings,
  args = [],
}: DesktopOptions): Desktop {
  const STAND_IN = JSON.stringify({ ...USUAL, ...surroundings, browser: endpoint } satisfies Surroundings);
  const all = [
    ...END_WITH_PARENT,
    '--import',
    REGISTER,
    program,
    '--json',
    '--no-tunnel',
    '--port',
    '0',
    '--data',
    dataDir,
    ...args,
  ];
  const child = spawn(process.execPath, all, {
    cwd: ROOT,
    env: {
      ...{ PATH: process.env.PATH ?? '', HOME: tmpdir(), TZ: 'UTC', STAND_IN },
      ...(compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache }),
    },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  const profile = new Promise<BrowserContext>((resolve) => {
    const take = (context: BrowserContext) => {
      context.setDefaultTimeout(30_000);
      // Who has been killed does not clean up.
      exited.then(() => context.close()).catch(() => undefined);
      resolve(context);
    };
    browser.once('context', take);
    // The next one is another’s.
    child.once('close', () => browser.off('context', take));
  });
  const output = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  const said = new Promise<string>((resolve) => {
    child.stdout!.on('data', () => output.stdout.includes('\n') && resolve(output.stdout.split('\n')[0]!));
  });
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const ended = () => exited.then((exit) => Promise.reject(new Error(`It ended (${exit.code}): ${output.stderr}`)));
  const waiting = new Map<number, (answer: { value: unknown } | { fault: string }) => void>();
  child.on('message', ({ id, ...answer }: { id: number; value: unknown } | { id: number; fault: string }) => {
    waiting.get(id)?.(answer as { value: unknown });
    waiting.delete(id);
  });
  let wishes = 0;
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return {
    dataDir,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    exited,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    profile: () => Promise.race([profile, ended()]),
    async window() {
      const context = await Promise.race([profile, ended()]);
      return context.pages()[0] ?? (await context.waitForEvent('page'));
    },
    async receiver() {
      return (JSON.parse(await Promise.race([said, ended()])) as { receiver: string }).receiver;
    },
    async evaluate(run, arg) {
      wishes += 1;
      const id = wishes;
      const answered = new Promise<{ value: unknown } | { fault: string }>((resolve) => waiting.set(id, resolve));
      child.send({ id, source: String(run), arg }, () => undefined);
      const answer = await Promise.race([answered, ended()]);
      if ('fault' in answer) throw new Error(answer.fault);
      return answer.value as never;
    },
  };
}
