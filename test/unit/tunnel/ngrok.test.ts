import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ngrok } from '#engine/tunnel/ngrok.ts';
import type { TunnelOptions } from '#engine/tunnel/tunnel.ts';
import type { TunnelChoice } from '#shared/contract/settings.ts';
import { FakeNgrok } from '#test/doubles/fake-ngrok.ts';
import { itKeepsAPublicAddress, type Kept } from './conformance.ts';
import { startTunnel } from './start-tunnel.ts';

const MINUTE = 60_000;
const THREAD = new URL('../../../electron/engine/tunnel/ngrok-thread.ts', import.meta.url);
const URL_GIVEN = 'https://a1b2.ngrok.app';
const UNREACHABLE = 'ngrok cannot be reached.';
const GIVEN = { provider: 'ngrok', domain: null } satisfies TunnelChoice;
const RESERVED = { provider: 'ngrok', domain: 'harbour.ngrok.app' } satisfies TunnelChoice;

describe('the public address through ngrok, by its real client', () => {
  itKeepsAPublicAddress({ url: URL_GIVEN, start: () => start(GIVEN) });

  it.each([
    { choice: GIVEN, url: URL_GIVEN },
    { choice: RESERVED, url: 'https://harbour.ngrok.app' },
  ])('TN1 asks for $url with the token of the owner', async ({ choice, url }) => {
    const { edge, next } = await start(choice);
    expect((await next('ready')).url).toBe(url);
    expect(edge.auths.map((auth) => auth.Extra.AuthToken)).toEqual(['secret-token']);
    expect(edge.listens).toMatchObject([{ Proto: 'https', Opts: { Domain: choice.domain ?? '' } }]);
  });

  it('TN2 a connection that was lost for a moment is back under the same address', async () => {
    const { edge, next, wait, tunnel } = await start(GIVEN);
    await next('ready');
    edge.drop();
    while (edge.listens.length < 2) await aMoment();
    await wait(30_000);
    expect(await next('ready')).toMatchObject({ url: URL_GIVEN, checkedAt: tunnel.status().checkedAt });
    expect([edge.auths.length, edge.connections]).toEqual([2, 1]);
  });

  it('TN2 what is gone for long is told and found when it is back, by one connection', async () => {
    const { edge, next, wait } = await start(GIVEN);
    await next('ready');
    await edge.stop();
    await wait(30_000);
    for (const sentence of [
      `Nothing comes through ${URL_GIVEN}.`,
      `Nothing comes through ${URL_GIVEN}.`,
      UNREACHABLE,
      UNREACHABLE,
    ]) {
      expect((await next('retrying')).sentence).toBe(sentence);
      await wait(MINUTE);
    }
    await next('retrying');
    await edge.start();
    await wait(MINUTE);
    expect((await next('ready')).url).toBe(URL_GIVEN);
    expect(edge.connections).toBe(1);
  });
});

describe('what comes through ngrok’s client', () => {
  it('is byte for byte what was sent, in both directions, 5 MB and more at once', async () => {
    const sent = Array.from({ length: 3 }, () => randomBytes(5_000_000));
    const received: { headers: string[]; hash: string }[] = [];
    const receiver = createServer(async (request, response) => {
      const body = await bytesOf(request);
      received.push({ headers: request.rawHeaders, hash: hashOf(body) });
      response.end(body);
    });
    const { edge, url } = await open(await listening(receiver));
    const headers = { 'X-MiXed-Case': 'a  b', 'x-letters': 'caf\u00e9', 'Content-Type': 'application/octet-stream' };
    const answers = await Promise.all(
      sent.map(async (body) => {
        const answer = await fetch(edge.through(`${url}/h/x`), { method: 'POST', body, headers });
        return hashOf(Buffer.from(await answer.arrayBuffer()));
      }),
    );
    expect(answers).toEqual(sent.map(hashOf));
    expect(new Set(received.map(({ hash }) => hash))).toEqual(new Set(sent.map(hashOf)));
    for (const [name, value] of Object.entries(headers)) {
      expect(received[0]?.headers[(received[0]?.headers.indexOf(name) ?? -2) + 1]).toBe(value);
    }
  });

  it('is answered 502 by the client itself where the receiver is gone, and arrives again when that is back', async () => {
    const receiver = createServer((_, response) => response.end('ours'));
    const port = await listening(receiver);
    const { edge, url } = await open(port);
    const ask = async () => {
      const answer = await fetch(edge.through(url), { headers: { connection: 'close' } });
      return [answer.status, await answer.text()];
    };
    expect(await ask()).toEqual([200, 'ours']);
    receiver.close();
    receiver.closeAllConnections();
    await once(receiver, 'close');
    expect(await ask()).toEqual([502, expect.stringContaining('failed to dial backend')]);
    receiver.listen(port, '127.0.0.1');
    await once(receiver, 'listening');
    expect(await ask()).toEqual([200, 'ours']);
  });
});

describe('what ngrok refuses', () => {
  it.each([
    { choice: GIVEN, token: 'ERR_NGROK_105', sentence: 'ngrok does not accept the token.' },
    { choice: GIVEN, token: 'ERR_NGROK_107', sentence: 'ngrok does not accept the token.' },
    { choice: GIVEN, token: 'ERR_NGROK_108', sentence: /allows no further connection/ },
    { choice: GIVEN, token: 'ERR_NGROK_9999', sentence: 'ngrok gave no address (it answered ERR_NGROK_9999).' },
    {
      choice: RESERVED,
      address: 'ERR_NGROK_320',
      sentence: 'The domain “harbour.ngrok.app” is not one of your ngrok account.',
    },
    { choice: RESERVED, address: 'ERR_NGROK_334', sentence: /already open from another computer/ },
    { choice: RESERVED, address: 'no reason', sentence: UNREACHABLE },
  ])('TN2 is told in a sentence, and nothing stays open: $sentence', async (refused) => {
    const { choice, token = null, address = null, sentence } = refused;
    const edge = await fake();
    // As ngrok does, it repeats the token.
    if (token !== null) edge.refuseToken = `The authtoken is wrong.\nYour authtoken: secret-token\n\n${token}\n`;
    if (address !== null) edge.refuseAddress = `No.\n\n${address}\n`;
    const logged: unknown[] = [];
    const { next, statuses } = await start(choice, { edge, options: { log: (...line) => void logged.push(line) } });
    expect((await next('retrying')).sentence).toMatch(sentence);
    expect(JSON.stringify([logged, statuses])).not.toContain('secret-token');
    expect(JSON.stringify(logged)).toContain('tunnel-down');
    await gone(edge);
  });

  it('TN1 without a token, nothing is opened', async () => {
    const { edge, next } = await start(GIVEN, { options: { tokenOf: async () => null } });
    expect((await next('retrying')).sentence).toMatch(/Your ngrok token is missing/);
    expect(edge.auths).toEqual([]);
  });
});

describe('an ngrok that does not go on', () => {
  it.each(['isSilent', 'isStuck'] as const)('TN2 %s: is given up after 15 s, and nothing stays open', async (fault) => {
    const edge = await fake();
    edge[fault] = true;
    const { next, wait } = await start(GIVEN, { edge });
    await next('starting');
    while (edge.connections === 0 || (fault === 'isStuck' && edge.listens.length === 0)) await aMoment();
    await wait(15_000);
    expect((await next('retrying')).sentence).toBe('The public address could not be opened within 15 seconds.');
    await gone(edge);
    edge[fault] = false;
    await wait(MINUTE);
    expect((await next('ready')).url).toBe(URL_GIVEN);
  });

  it('TN2 one that hangs up is told as that', async () => {
    const edge = await fake();
    edge.hangsUp = true;
    const { next } = await start(GIVEN, { edge });
    expect((await next('retrying')).sentence).toBe(UNREACHABLE);
  });

  it('TN2 another that answers with a certificate of its own is not believed', async () => {
    const edge = await fake();
    const { next } = await start(GIVEN, { edge, options: { ngrokServer: { ...edge.server, certificate: '' } } });
    expect((await next('retrying')).sentence).toBe(UNREACHABLE);
    expect(edge.auths).toEqual([]);
  });

  it('ends while it is being opened, also where it never answers', async () => {
    const edge = await fake();
    edge.isSilent = true;
    const { tunnel } = await start(GIVEN, { edge });
    while (edge.connections === 0) await aMoment();
    await tunnel.stop();
    await gone(edge);
    expect(tunnel.status().state).toBe('off');
  });

  it('TN2 a choice that follows another does not leave the first one open', async () => {
    const { edge, tunnel, next } = await start(GIVEN);
    await next('ready');
    await tunnel.choose(RESERVED);
    expect((await next('ready')).url).toBe('https://harbour.ngrok.app');
    expect(edge.connections).toBe(1);
  });
});

describe('a computer on which ngrok’s client cannot be loaded', () => {
  it.each([
    ['no thread for it', null, /cannot be loaded/],
    ['a thread that dies', threadOf('throw new Error("broken")'), 'Fieldhook’s part for ngrok has failed.'],
    ['no native part', threadOf(withoutNativePart()), /cannot be loaded/],
  ])('TN1 is told in a sentence: %s', async (_, ngrokThread, sentence) => {
    const { next, edge } = await start(GIVEN, { options: { ngrokThread } });
    expect((await next('retrying')).sentence).toMatch(sentence);
    expect(edge.connections).toBe(0);
  });
});

describe('the process that runs ngrok’s client', () => {
  it.each(['isSilent', 'isStuck', 'isOpen'])('ends by itself when the tunnel is closed: %s', async (state) => {
    const edge = await fake();
    if (state === 'isSilent' || state === 'isStuck') edge[state] = true;
    const host = startHost(edge);
    while (edge.connections === 0 || (state === 'isStuck' && edge.listens.length === 0)) await aMoment();
    if (state === 'isOpen') await once(host.stdout, 'data');
    host.stdin.end();
    expect(await once(host, 'exit')).toEqual([0, null]);
    await gone(edge);
  });

  it('takes it along when it is killed', async () => {
    const edge = await fake();
    const host = startHost(edge);
    await once(host.stdout, 'data');
    host.kill('SIGKILL');
    await gone(edge);
  });
});

async function fake(): Promise<FakeNgrok> {
  const edge = await new FakeNgrok().start();
  onTestFinished(() => edge.stop());
  return edge;
}

/** A tunnel by ngrok's real client to a made-up ngrok on this computer. */
async function start(
  choice: TunnelChoice,
  prepare: { edge?: FakeNgrok; options?: Partial<TunnelOptions> } = {},
): Promise<Kept & { edge: FakeNgrok }> {
  const edge = prepare.edge ?? (await fake());
  let instead: Parameters<Kept['answer']>[0] = null;
  const through = (url: string) => edge.through(url);
  const started = await startTunnel(choice, {
    options: {
      tokenOf: async () => 'secret-token',
      ngrokThread: THREAD,
      ngrokServer: edge.server,
      fetch: (url, request) => instead?.(request) ?? fetch(through(url), request),
      ...prepare.options,
    },
  });
  const answer: Kept['answer'] = (next) => {
    instead = next;
  };
  return { ...started, edge, through, answer, isLetGo: () => gone(edge) };
}

/** Only the provider, without what watches it. */
async function open(port: number): Promise<{ edge: FakeNgrok; url: string }> {
  const edge = await fake();
  const token = async () => 'secret-token';
  const provider = ngrok({ domain: null, token, ngrokThread: THREAD, ngrokServer: edge.server });
  const { signal } = new AbortController();
  const opened = await provider.open!({ port, signal, onLost: () => undefined });
  onTestFinished(() => opened.close());
  return { edge, url: opened.url };
}

/** A process that opens ngrok, writes a line when it is open, and closes it when its input ends. */
function startHost(edge: FakeNgrok) {
  const module = fileURLToPath(new URL('../../../electron/engine/tunnel/ngrok.ts', import.meta.url));
  const options = JSON.stringify({ domain: null, ngrokServer: edge.server });
  const code = `
    import(${JSON.stringify(module)}).then(({ ngrok }) => {
      const ngrokThread = new URL(${JSON.stringify(THREAD.href)});
      const provider = ngrok({ ...${options}, token: async () => 'secret-token', ngrokThread });
      const abort = new AbortController();
      const opening = provider.open({ port: 9, signal: abort.signal, onLost() {} });
      opening.then(() => console.log('open'), () => undefined);
      process.stdin.resume().once('end', () => {
        abort.abort();
        opening.then((opened) => opened.close(), () => undefined);
      });
    });`;
  const host = spawn(process.execPath, ['-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void host.kill('SIGKILL'));
  return host;
}

function threadOf(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** The real thread where the package is not found. */
function withoutNativePart(): string {
  return `
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve(specifier, context, next) {
        if (specifier === '@ngrok/ngrok') throw new Error('Cannot find native binding');
        return next(specifier, context);
      },
    });
    await import(${JSON.stringify(THREAD.href)});`;
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The other side hears of the end of a connection a moment later. */
async function gone(edge: FakeNgrok): Promise<void> {
  while (edge.connections > 0) await aMoment();
}

function aMoment(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
