import { expect, it } from 'vitest';
import { post, TOKEN } from '../receiver/start-receiver.ts';
import { LOCALTUNNEL, startTunnel } from './start-tunnel.ts';

const MINUTE = 60_000;
/** A day with a relay that dies once an hour. */
const HOURS = 24;
const PER_HOUR = 4;

it('TN2 what a sender sends again after each death of the relay is all stored, and nothing that was not sent', async () => {
  const { next, wait, relay, store } = await startTunnel(LOCALTUNNEL);
  const sent = new Set<string>();
  const unanswered = new Set<string>();
  let answered = 0;
  let attempts = 0;
  const send = async (url: string | null, body: string) => {
    attempts += 1;
    sent.add(body);
    unanswered.add(body);
    const status = await post(`${url}/h/${TOKEN}`, body).then(
      (answer) => answer.status,
      () => null,
    );
    if (status !== 200) return;
    unanswered.delete(body);
    answered += 1;
  };

  let { url } = await next('ready');
  for (let hour = 0; hour < HOURS; hour += 1) {
    const bodies = Array.from({ length: PER_HOUR }, (_, index) => JSON.stringify({ hour, index }));
    const sending = bodies.map((body) => send(url, body));
    // It dies before, between and after answers.
    if (hour % 3 > 0) await sending[hour % PER_HOUR];
    await relay.stop();
    await Promise.all(sending);
    await next('retrying');
    await relay.start();
    await wait(MINUTE);
    ({ url } = await next('ready'));
    for (const body of [...unanswered]) await send(url, body);
    expect([...unanswered]).toEqual([]);
  }
  const stored = store.rows.map(({ body }) => Buffer.from(body ?? []).toString());
  expect(new Set(stored)).toEqual(sent);
  expect(answered).toBe(HOURS * PER_HOUR);
  // A request whose answer was lost is stored twice: without a signature, nobody can tell it from a second one.
  expect(stored.length).toBeLessThanOrEqual(attempts);
  expect(attempts).toBeGreaterThan(HOURS * PER_HOUR);
});
