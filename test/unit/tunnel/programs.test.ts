import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findProgram, runProgram } from '#engine/tunnel/program.ts';
import type { TunnelChoice } from '#shared/contract/settings.ts';
import { FakeProgram, isRunning, QUICK_LINES } from '#test/doubles/fake-program.ts';
import { itKeepsAPublicAddress } from './conformance.ts';
import { startTunnel } from './start-tunnel.ts';

const MINUTE = 60_000;
const QUICK = { provider: 'cloudflared', url: null } satisfies TunnelChoice;
const NAMED = { provider: 'cloudflared', url: 'https://hooks.example.com/' } satisfies TunnelChoice;
const REGISTERED = QUICK_LINES.slice(2);

/** What the conformance suite needs to know of a provider: what its program says when it works, and at which address it then is. */
const WORKING = [
  {
    title: 'a quick tunnel of cloudflared',
    choice: QUICK,
    lines: QUICK_LINES,
    url: 'https://calm-river.trycloudflare.com',
  },
  { title: 'a named tunnel of cloudflared', choice: NAMED, lines: REGISTERED, url: 'https://hooks.example.com' },
] as const;

describe.each(WORKING)('the public address through $title', ({ choice, lines, url }) => {
  itKeepsAPublicAddress({
    url,
    async start() {
      const started = await start(choice, lines);
      return { ...started, isLetGo: () => allGone(started.program) };
    },
  });

  it('TN1 is opened without the token where others on this computer can read it', async () => {
    const { program, next } = await start(choice, lines);
    await next('ready');
    const [run] = program.runs();
    expect(run?.args.join(' ')).not.toContain('secret-token');
    const expected = choice.url === null ? null : 'TUNNEL_TOKEN';
    const holding = Object.entries(run?.env ?? {}).filter(([, value]) => value.includes('secret-token'));
    expect(holding.map(([name]) => name)).toEqual(expected === null ? [] : [expected]);
  });

  it('TN2 a program that ends is started again', async () => {
    const { program, next, wait } = await start(choice, lines);
    await next('ready');
    process.kill(program.runs()[0]!.pid, 'SIGKILL');
    expect((await next('retrying')).sentence).toBe(`The program ${choice.provider} has ended.`);
    await wait(MINUTE);
    expect((await next('ready')).url).toBe(url);
    expect(program.runs()).toHaveLength(2);
  });

  it('TN2 a program that ends at once, or says nothing for 15 s, is told as that and tried again', async () => {
    const { program, next, wait } = await start(choice, [], 'end');
    expect((await next('retrying')).sentence).toBe(
      `The program ${choice.provider} ended before it had opened an address.`,
    );
    program.write([]);
    await wait(MINUTE);
    await next('starting');
    await started(program, 2);
    await wait(15_000);
    expect((await next('retrying')).sentence).toBe('The public address could not be opened within 15 seconds.');
    await allGone(program);
    program.write(lines);
    await wait(MINUTE);
    expect((await next('ready')).url).toBe(url);
  });

  it('TN1 a program that is not there is named, and found once it is installed', async () => {
    const { program, next, wait } = await start(choice, null);
    expect((await next('retrying')).sentence).toContain(`The program ${choice.provider} was not found`);
    program.write(lines);
    await wait(MINUTE);
    expect((await next('ready')).url).toBe(url);
  });
});

describe('what Cloudflare refuses', () => {
  it.each([
    {
      choice: NAMED,
      line: 'ERR Provided Tunnel token is not valid.',
      sentence: /does not accept the token of your tunnel/,
    },
    {
      choice: NAMED,
      line: 'ERR Register tunnel error error="Unauthorized: Invalid tunnel secret"',
      sentence: /does not accept the token/,
    },
  ])('TN2 “$line” is told in a sentence', async ({ choice, line, sentence }) => {
    const { program, next } = await start(choice, [line]);
    expect((await next('retrying')).sentence).toMatch(sentence);
    await allGone(program);
  });

  it('TN1 a named tunnel without its token is not started', async () => {
    const { program, next } = await start(NAMED, REGISTERED, 'stay', null);
    expect((await next('retrying')).sentence).toMatch(/token of your Cloudflare tunnel is missing/);
    expect(program.runs()).toEqual([]);
  });
});

describe('a program that runs for us', () => {
  it('gets few of our variables, so that none of them steers it or is told', async () => {
    vi.stubEnv('TUNNEL_ORIGIN_CERT', '/etc/other.pem');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { program, next } = await start(QUICK, QUICK_LINES);
    await next('ready');
    expect(program.runs()[0]?.env).not.toHaveProperty('TUNNEL_ORIGIN_CERT');
    expect(program.runs()[0]?.env).toHaveProperty('PATH');
  });

  it('is made to end when it does not want to', async () => {
    const program = fake('cloudflared').write(['up'], 'stubborn');
    const file = program.file;
    const ended = await new Promise<void>((resolve) => {
      const run = runProgram({ file, args: [], env: {}, grace: 0, onLine: () => run.stop(), onEnd: resolve });
    });
    expect(ended).toBeUndefined();
    await allGone(program);
  });

  it('ends with us, also when we are killed', async () => {
    const program = fake('cloudflared').write(['up']);
    const module = fileURLToPath(new URL('../../../electron/engine/tunnel/program.ts', import.meta.url));
    const code = `
      const { runProgram } = await import(${JSON.stringify(module)});
      runProgram({ file: ${JSON.stringify(program.file)}, args: [], env: {}, onLine: console.log, onEnd() {} });`;
    const host = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(host.stdout, 'data');
    expect(program.runs().map(({ pid }) => isRunning(pid))).toEqual([true]);
    host.kill('SIGKILL');
    await allGone(program);
  });

  it('is looked for in every folder of the path, and only what can be executed counts', () => {
    const [empty, program] = [fake('cloudflared'), fake('cloudflared').write([])];
    expect(findProgram('cloudflared', `${empty.folder}:${program.folder}`)).toBe(program.file);
    expect(findProgram('cloudflared', '')).toBeNull();
  });
});

function fake(name: string): FakeProgram {
  const program = new FakeProgram(name);
  onTestFinished(() => program.clear());
  return program;
}

/** A tunnel by a fake program (null: not installed yet); what is asked for at its public address goes to the receiver, or where `answer` says. */
async function start(
  choice: TunnelChoice,
  lines: readonly string[] | null,
  then: 'stay' | 'end' = 'stay',
  token: string | null = 'secret-token',
) {
  const program = fake(choice.provider);
  if (lines !== null) program.write(lines, then);
  let origin = '';
  let instead: ((request: RequestInit) => Promise<Response>) | null = null;
  const through = (url: string) => `${origin}${new URL(url).pathname}`;
  const started = await startTunnel(
    (receiverUrl) => {
      origin = receiverUrl;
      return choice;
    },
    {
      options: {
        searchPath: () => program.folder,
        tokenOf: async () => token,
        fetch: (url, request) => instead?.(request) ?? fetch(through(url), request),
      },
    },
  );
  const answer = (next: typeof instead) => {
    instead = next;
  };
  return { ...started, program, through, answer };
}

/** A process comes up when the machine gets to it; the test's own time-out ends the wait. */
async function started(program: FakeProgram, runs: number): Promise<void> {
  while (program.runs().length < runs) await new Promise((resolve) => setImmediate(resolve));
}

/** The end of a process is heard of a moment later. */
async function allGone(program: FakeProgram): Promise<void> {
  while (program.runs().some(({ pid }) => isRunning(pid))) await new Promise((resolve) => setImmediate(resolve));
}
