import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { judgeAgain } from '#engine/receiver/judge-again.ts';
import { RateWindow } from '#engine/receiver/rate-window.ts';
import type { LiveWebhook } from '#engine/receiver/token-table.ts';
import type { UnprovenDelivery } from '#engine/store/port/delivery-store.ts';
import { VerifySchema } from '#shared/contract/verify.ts';
import { NOW, SIGNERS, type Signed, type Signer } from '../signatures/signers.ts';

const BODY = Buffer.from('{"id":"evt_1","email":"jane@example.com"}');
const TOKEN = 'A'.repeat(32);
const FORMER = 'B'.repeat(32);
const BASES = ['https://quiet-otter.example.net', 'http://127.0.0.1:4780'];
/** The whole address of each base, for the current token and the one before it. */
const ADDRESSES = [TOKEN, FORMER].map((token) => BASES.map((base) => `${base}/h/${token}`));

function live(verify: object, secret: string): LiveWebhook {
  return {
    id: 'whk_1',
    active: true,
    listen: null,
    window: null,
    toldQuestions: new RateWindow({ requests: 60, windowMs: 3_600_000 }, []),
    verify: VerifySchema.parse(verify),
    secrets: { secrets: [secret], verifyTokens: [] },
    connectUntil: Number.POSITIVE_INFINITY,
  };
}

function stored({ method, headers, body, urls }: Signed, receivedAt = NOW): UnprovenDelivery {
  const query = urls[0]?.split('?')[1] ?? '';
  return { id: 'dlv_1', receivedAt, method, query, headers: headers.map(([name, value]) => [name, value]), body };
}

const signed = ({ sign, secret }: Signer, at = NOW) => sign(BODY, { secret, at });
const timed = SIGNERS.filter(({ toleranceSeconds }) => toleranceSeconds !== null);

describe('RC7 a refused request is judged again', () => {
  it.each(SIGNERS)('$name: with the right secret it is proven, with another one it is not', async (signer) => {
    const { verify, secret, otherSecret } = signer;
    const request = stored(await signed(signer));
    expect(judgeAgain(live(verify, secret), ADDRESSES, request)).toMatchObject({ kind: 'verified', by: verify.scheme });
    expect(judgeAgain(live(verify, otherSecret), ADDRESSES, request).kind).toBe('refused');
  });

  it.each(timed)('S6 $name: by the clock of its arrival: what was too old then stays so', async (signer) => {
    const { verify, secret, toleranceSeconds } = signer;
    const late = NOW + (toleranceSeconds! + 2) * 1000;
    const request = await signed(signer);
    expect(judgeAgain(live(verify, secret), ADDRESSES, stored(request, NOW + 1000)).kind).toBe('verified');
    expect(judgeAgain(live(verify, secret), ADDRESSES, stored(request, late))).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining('too long ago'),
    });
  });

  it('under the address that it came to before the current one', () => {
    const secret = 'made-up-secret';
    const headers = (token: string): [string, string][] => {
      const url = `${BASES[0]}/h/${token}?a=1`;
      return [
        ['x-square-hmacsha256-signature', createHmac('sha256', secret).update(url).update(BODY).digest('base64')],
      ];
    };
    const judge = (token: string) =>
      judgeAgain(live({ scheme: 'square' }, secret), ADDRESSES, {
        ...stored({ method: 'POST', headers: headers(token), body: BODY, urls: [] }),
        query: 'a=1',
      });
    expect([judge(TOKEN).kind, judge(FORMER).kind, judge('C'.repeat(32)).kind]).toEqual([
      'verified',
      'verified',
      'refused',
    ]);
  });

  it.each([
    ['bearer', 'Authorization'],
    ['basic', 'authorization'],
    ['header', 'X-Webhook-Secret'],
  ])('not where the secret was sent along (%s): it is not in the log', (scheme, header) => {
    const request = stored({ method: 'POST', headers: [[header, '(hidden)']], body: BODY, urls: [] });
    // Not even where somebody chose that very word as the secret.
    expect(judgeAgain(live({ scheme }, '(hidden)'), ADDRESSES, request)).toMatchObject({ kind: 'unknown' });
  });

  it('S14 a secret that was handed over is not taken afterwards', () => {
    const request = stored({
      method: 'POST',
      headers: [['X-Hook-Secret', 'x'.repeat(32)]],
      body: Buffer.alloc(0),
      urls: [],
    });
    expect(judgeAgain(live({ scheme: 'asana' }, 'made-up-secret'), ADDRESSES, request)).toMatchObject({
      kind: 'unknown',
      sentence: expect.stringContaining('question'),
    });
  });

  it('proves nothing where no signature is asked for', () => {
    const request = stored({ method: 'POST', headers: [], body: BODY, urls: [] });
    expect(judgeAgain(live({ scheme: 'none' }, 'x'), ADDRESSES, request)).toMatchObject({ kind: 'unknown' });
  });
});
