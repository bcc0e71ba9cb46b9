import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { NewDelivery } from '#engine/store/port/delivery-store.ts';
import { VERIFY_SCHEMES, VerifySchema } from '#shared/contract/verify.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { PUBLIC_BASE, post, type StartedReceiver, startReceiver, TOKEN } from './start-receiver.ts';

const SECRET = 'made-up-secret-of-a-sender';
const NOW = Date.UTC(2026, 10, 23, 12);
const BODY = '{"email":"jane@mail.example"}';

const hmac = (content: string, encoding: 'hex' | 'base64' = 'hex', algorithm = 'sha256') =>
  createHmac(algorithm, SECRET).update(content).digest(encoding);
const github = (body: string) => ({ 'x-hub-signature-256': `sha256=${hmac(body)}` });

/** A receiver whose webhook has this scheme, and the secret unless it is said to have none. */
async function start(
  verify: object,
  { secrets = [SECRET], verifyTokens = [] as string[], active = true, isOpen = (): boolean => true } = {},
) {
  const config = WebhookConfigSchema.parse({ verify: VerifySchema.parse(verify) });
  const clock = new ManualClock(NOW);
  const started = await startReceiver({ config, active }, { clock, isOpen });
  started.secrets.secrets.push(...secrets);
  started.secrets.verifyTokens.push(...verifyTokens);
  await started.receiver.refresh();
  return { ...started, clock, address: `${started.url}/h/${TOKEN}` };
}

const summary = (row: NewDelivery | undefined) =>
  row && [row.answered, row.settled?.reason ?? null, row.verifiedBy, row.repeatKey?.kind ?? null];

describe('RC7 the signature', () => {
  it('of the sender is accepted, and the log knows by what', async () => {
    const { address, store } = await start({ scheme: 'github' });
    expect((await post(address, BODY, github(BODY))).status).toBe(200);
    expect(store.rows.map(summary)).toEqual([[200, null, 'github', 'signed']]);
  });

  it.each([
    { title: 'S2 none', headers: {}, sentence: /came without the header/ },
    { title: 'of other bytes', headers: github(`${BODY} `), sentence: /does not fit/ },
    { title: 'that is no hex', headers: { 'x-hub-signature-256': 'sha256=zz' }, sentence: /not in the form/ },
  ])('$title: 401, logged with the reason and its body, and nothing is worked on', async ({ headers, sentence }) => {
    const { address, store } = await start({ scheme: 'github' });
    const answer = await post(address, BODY, headers);
    expect([answer.status, await answer.text()]).toEqual([401, '{"status":"unauthorized"}']);
    expect(store.rows.map(summary)).toEqual([[401, 'bad-signature', null, null]]);
    expect(store.rows[0]?.settled?.sentence).toMatch(sentence);
    expect(Buffer.from(store.rows[0]?.body ?? []).toString()).toBe(BODY);
  });

  it.each([{ secrets: [] }, { secrets: [''] }, { secrets: ['  '] }])(
    'S3 without a secret everything is refused: $secrets',
    async ({ secrets }) => {
      const { address, store } = await start({ scheme: 'github' }, { secrets });
      expect((await post(address, BODY, github(BODY))).status).toBe(401);
      expect(store.rows[0]?.settled?.sentence).toMatch(/No secret is stored/);
    },
  );

  it('comes before “switched off” and takes no place in the limit', async () => {
    const { address, receiver, store } = await start({ scheme: 'github' }, { active: false });
    expect((await post(address, BODY)).status).toBe(401);
    expect((await post(address, BODY, github(BODY))).status).toBe(503);
    expect(receiver.used('whk_test')).toBe(0);
    expect(store.rows.map(({ settled }) => settled?.reason)).toEqual(['bad-signature', 'inactive']);
  });

  it('S11 two signature headers are refused, although Node would join them', async () => {
    const { port, store } = await start({ scheme: 'github' });
    const headers = { 'X-Hub-Signature-256': [`sha256=${hmac(BODY)}`, `sha256=${hmac('other')}`] };
    expect(await postTwice(port, headers)).toBe(401);
    expect(store.rows[0]?.settled?.sentence).toMatch(/more than once/);
  });

  it('S16 covers the configured public address, never the one a request claims', async () => {
    const { address, store } = await start({ scheme: 'square' });
    const signed = (base: string) => hmac(`${base}/h/${TOKEN}${BODY}`, 'base64');
    const claim = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const forged = { 'x-square-hmacsha256-signature': signed('https://evil.example'), ...claim };
    const honest = { 'x-square-hmacsha256-signature': signed(PUBLIC_BASE), ...claim };
    expect((await post(address, BODY, forged)).status).toBe(401);
    expect((await post(address, BODY, honest)).status).toBe(200);
    expect(store.rows).toHaveLength(2);
  });

  it('is not asked of a test that we send to ourselves', async () => {
    const { address, receiver, store } = await start({ scheme: 'github' });
    const nonce = receiver.issueTestNonce();
    expect((await post(address, BODY, { [nonce.name]: nonce.value })).status).toBe(200);
    expect(store.rows.map(summary)).toEqual([[200, null, null, null]]);
    expect((await post(address, BODY, { [nonce.name]: nonce.value })).status).toBe(401);
  });

  it.each([
    [{ scheme: 'basic' }, 'authorization', `Basic ${Buffer.from(`fieldhook:${SECRET}`).toString('base64')}`],
    [{ scheme: 'bearer' }, 'authorization', `Bearer ${SECRET}`],
    [{ scheme: 'header', header: 'X-Key' }, 'x-key', SECRET],
  ])('a secret that is sent along does not go into the log: %o', async (verify, name, value) => {
    const { address, store } = await start(verify);
    expect((await post(address, BODY, { [name]: value })).status).toBe(200);
    expect((await post(address, BODY, { [name]: `${value}x` })).status).toBe(401);
    const kept = JSON.stringify(store.rows.map(({ headers }) => headers));
    expect(kept).toContain('(hidden)');
    expect(kept).not.toContain(value);
  });

  it('without a scheme requests are accepted, and equal bodies have equal keys that only flag', async () => {
    const { address, store } = await start({ scheme: 'none' });
    for (const body of [BODY, BODY, `${BODY} `]) expect((await post(address, body)).status).toBe(200);
    const [first, second, third] = store.rows.map(({ repeatKey }) => repeatKey);
    expect(first?.kind).toBe('content');
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
  });
});

describe('the question of a sender', () => {
  const seconds = String(NOW / 1000);
  const look = (address: string, query: string) => fetch(`${address}?${query}`);
  const stored = ({ store }: StartedReceiver) => store.rows.map(({ settled }) => settled?.reason);

  it('S15 Meta: the right token gets the challenge as inert text, also while switched off', async () => {
    const meta = await start({ scheme: 'meta' }, { verifyTokens: ['my token'], active: false });
    const query = (token: string) =>
      new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.verify_token': token,
        'hub.challenge': '<script>',
      }).toString();
    const answer = await look(meta.address, query('my token'));
    expect([answer.status, await answer.text()]).toEqual([200, '<script>']);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await look(meta.address, query('another'))).status).toBe(403);
    expect((await look(`${meta.url}/h/${'x'.repeat(32)}`, query('my token'))).status).toBe(404);
    await expect.poll(() => meta.store.rows.map(summary)).toEqual([[403, 'handshake', null, null]]);
    expect(meta.store.rows[0]?.settled?.sentence).toMatch(/another verify token/);
    expect(meta.store.rows[0]?.query).toBe('hub.mode=subscribe&hub.verify_token=(hidden)&hub.challenge=%3Cscript%3E');
  });

  it('Meta: a look that asks nothing leaves no entry, nor does a question that is refused while nothing can be kept', async () => {
    const meta = await start({ scheme: 'meta' }, { verifyTokens: ['my token'], isOpen: () => false });
    expect((await fetch(meta.address)).status).toBe(200);
    expect((await look(meta.address, 'hub.mode=subscribe&hub.verify%5Ftoken=a&hub.challenge=b')).status).toBe(403);
    await meta.receiver.stop();
    expect(stored(meta)).toEqual([]);
  });

  it('Dropbox: the challenge comes back, up to 4 KB', async () => {
    const dropbox = await start({ scheme: 'dropbox' });
    expect(await (await look(dropbox.address, 'challenge=abc')).text()).toBe('abc');
    expect((await look(dropbox.address, `challenge=${'x'.repeat(4097)}`)).status).toBe(413);
  });

  it('Slack: answered when signed, refused when not', async () => {
    const slack = await start({ scheme: 'slack' });
    const body = '{"type":"url_verification","challenge":"c1"}';
    const signature = `v0=${hmac(`v0:${seconds}:${body}`)}`;
    const headers = { 'x-slack-request-timestamp': seconds, 'x-slack-signature': signature };
    const answer = await post(slack.address, body, headers);
    expect([answer.status, await answer.json()]).toEqual([200, { challenge: 'c1' }]);
    expect(stored(slack)).toEqual([]);
    expect((await post(slack.address, body)).status).toBe(401);
    expect(stored(slack)).toEqual(['bad-signature']);
  });

  it('Zoom: the token comes back with its proof', async () => {
    const zoom = await start({ scheme: 'zoom' });
    const body = '{"event":"endpoint.url_validation","payload":{"plainToken":"p1"}}';
    const headers = { 'x-zm-request-timestamp': seconds, 'x-zm-signature': `v0=${hmac(`v0:${seconds}:${body}`)}` };
    const answer = await post(zoom.address, body, headers);
    expect(await answer.json()).toEqual({ plainToken: 'p1', encryptedToken: hmac('p1') });
    expect(stored(zoom)).toEqual([]);
  });

  it('S14 Asana: hands its secret over only while awaited, once, and the secret is then in use', async () => {
    const asana = await start({ scheme: 'asana' }, { secrets: [] });
    const handover = (secret: string) => post(asana.address, '{}', { 'x-hook-secret': secret });
    expect((await handover('not-awaited-secret-1')).status).toBe(403);
    asana.receiver.connect('whk_test', NOW + 600_000);
    const answer = await handover('the-secret-of-asana-1');
    expect([answer.status, answer.headers.get('x-hook-secret')]).toEqual([200, 'the-secret-of-asana-1']);
    expect((await handover('the-secret-of-a-thief')).status).toBe(403);
    const again = await handover('the-secret-of-asana-1');
    expect([again.status, again.headers.get('x-hook-secret')]).toEqual([200, 'the-secret-of-asana-1']);
    expect(asana.secrets.secrets).toEqual(['the-secret-of-asana-1']);
    const signature = createHmac('sha256', 'the-secret-of-asana-1').update(BODY).digest('hex');
    expect((await post(asana.address, BODY, { 'x-hook-signature': signature })).status).toBe(200);
    expect(stored(asana)).toEqual(['handshake', 'handshake', undefined]);
    expect(JSON.stringify(asana.store.rows)).not.toContain('thief');
    expect(asana.store.rows.map(({ settled }) => settled?.sentence ?? '')).toEqual([
      expect.stringMatching(/nobody waited/),
      expect.stringMatching(/another secret/),
      '',
    ]);
  });

  it('S14 Asana: of two secrets at once the first is taken', async () => {
    const asana = await start({ scheme: 'asana' }, { secrets: [] });
    asana.receiver.connect('whk_test', NOW + 600_000);
    const handover = (secret: string) => post(asana.address, '{}', { 'x-hook-secret': secret });
    const answers = await Promise.all([handover('the-secret-of-asana-1'), handover('the-secret-of-a-thief')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(asana.secrets.secrets).toHaveLength(1);
  });

  it('a stranger who asks without end does not keep the sender from being answered, nor fills log or journal', async () => {
    const slack = await start({ scheme: 'slack' });
    const ask = async () => (await post(slack.address, 'ssl_check=1')).status;
    const asked = await Promise.all(Array.from({ length: 200 }, ask));
    expect(new Set(asked)).toEqual(new Set([200]));
    const body = '{"type":"url_verification","challenge":"c1"}';
    const signature = `v0=${hmac(`v0:${seconds}:${body}`)}`;
    const headers = { 'x-slack-request-timestamp': seconds, 'x-slack-signature': signature };
    expect(await (await post(slack.address, body, headers)).json()).toEqual({ challenge: 'c1' });
    expect(stored(slack)).toEqual([]);
    expect(slack.logged.filter((event) => event === 'handshake-answered')).toHaveLength(10);
  });

  it('Dropbox: the hundredth challenge comes back like the first', async () => {
    const dropbox = await start({ scheme: 'dropbox' });
    const ask = async (_: unknown, index: number) => (await look(dropbox.address, `challenge=c${index}`)).text();
    const answers = await Promise.all(Array.from({ length: 100 }, ask));
    expect(answers).toEqual(answers.map((_, index) => `c${index}`));
  });

  it.each([
    ['GET', 'hub.mode=subscribe&hub.challenge=x', ''],
    ['POST', '', '{"type":"url_verification","challenge":"c1"}'],
  ])('S13 to a webhook without a signature: 404, nothing comes back (%s)', async (method, query, body) => {
    const unsigned = await start({ scheme: 'none' });
    const answer = await fetch(`${unsigned.address}?${query}`, { method, ...(body === '' ? {} : { body }) });
    expect([answer.status, await answer.text()]).toEqual([404, '{"status":"not-found"}']);
    await expect.poll(() => stored(unsigned)).toEqual(['handshake']);
  });

  it.each(['hub.mode=subscribe&hub.verify_token=my+token&hub.challenge=x', 'challenge=x'])(
    'S13 to a webhook of another sender: 404, nothing comes back, and it stands in the log (%s)',
    async (query) => {
      const signed = await start({ scheme: 'stripe' });
      const answer = await look(signed.address, query);
      expect([answer.status, await answer.text()]).toEqual([404, '{"status":"not-found"}']);
      await expect.poll(() => signed.store.rows.map(summary)).toEqual([[404, 'handshake', null, null]]);
      expect(signed.store.rows[0]?.query).not.toContain('token=my');
    },
  );
});

/** Two header lines of one name, which fetch would join. */
function postTwice(port: number, headers: Record<string, string[]>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: `/h/${TOKEN}`, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(BODY);
  });
}

/** None lets a request through by being forgotten. */
it.each(VERIFY_SCHEMES.filter((scheme) => scheme !== 'none'))(
  'RC7 %s refuses a request without any proof',
  async (scheme) => {
    const { address } = await start({ scheme });
    expect((await post(address, BODY)).status).toBe(401);
  },
);
