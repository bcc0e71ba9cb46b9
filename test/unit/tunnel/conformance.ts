import { expect, it } from 'vitest';
import { post, TOKEN } from '../receiver/start-receiver.ts';
import type { startTunnel } from './start-tunnel.ts';

const MINUTE = 60_000;

/** A tunnel by some provider, and what its test can do to it. */
export type Kept = Awaited<ReturnType<typeof startTunnel>> & {
  /** Where what is sent to the public address `url` arrives. */
  through: (url: string) => string;
  /** From now on this answers at the public address; null: whoever really is there. */
  answer: (next: ((request: RequestInit) => Promise<Response>) | null) => void;
  /** Resolves when nothing is left of what the provider held. */
  isLetGo: () => Promise<void>;
};

/** What every provider has to do whose address comes from another operator; `url` is the address that it gets. */
export function itKeepsAPublicAddress({ url, start }: { url: string; start: () => Promise<Kept> }): void {
  it('TN3 is ready when an answer of ours has come through it, and says what can be seen (TN5)', async () => {
    const { next, store, through } = await start();
    const ready = await next('ready');
    expect(ready.url).toBe(url);
    expect(ready.promise).toMatch(/can read every one/);
    expect((await post(through(`${url}/h/${TOKEN}`))).status).toBe(200);
    expect(store.rows).toHaveLength(1);
  });

  it('a stranger who answers at the address raises the alarm until we are back', async () => {
    const { next, wait, answer } = await start();
    await next('ready');
    answer(async () => new Response('hello'));
    await wait(30_000);
    expect((await next('alarm')).sentence).toContain(`Somebody else answers at ${url}`);
    answer(null);
    await wait(MINUTE);
    await next('ready');
  });

  it.each([502, 530, 404])(
    'TN3 an address for which the operator itself answers %i is not called ready',
    async (status) => {
      const { next, wait, answer } = await start();
      answer(async () => new Response('<h1>Tunnel error</h1>', { status }));
      for (let count = 0; count < 2; count += 1) {
        expect((await next('retrying')).sentence).toBe(`Nothing comes through ${url}.`);
        if (count === 0) await wait(5000);
      }
      answer(null);
      await wait(MINUTE);
      await next('ready');
    },
  );

  it('TN2 an address that is open and carries nothing is told, and ready again when something comes through', async () => {
    const { next, wait, answer } = await start();
    await next('ready');
    answer(({ signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))));
    await wait(30_000);
    await wait(10_000);
    expect((await next('retrying')).sentence).toBe(`Nothing comes through ${url}.`);
    answer(null);
    await wait(5000);
    expect((await next('ready')).url).toBe(url);
  });

  it('TN3 a page of the operator’s own at the address is told as that, and is no alarm', async () => {
    const { next, wait, answer } = await start();
    await next('ready');
    answer(async () => new Response('You are about to visit … ngrok-skip-browser-warning'));
    await wait(30_000);
    expect((await next('retrying')).sentence).toBe(
      `At ${url} the relay shows a page of its own instead of passing requests on.`,
    );
    answer(null);
    await wait(5000);
    await next('ready');
  });

  it('stops at once and leaves nothing behind', async () => {
    const { tunnel, next, clock, isLetGo } = await start();
    await next('ready');
    await tunnel.stop();
    expect([tunnel.status().state, clock.waiting]).toEqual(['off', 0]);
    await isLetGo();
  });
}
