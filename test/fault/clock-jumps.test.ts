import { describe, expect, it } from 'vitest';
import { activeWebhook, ask, emptyFolder, engineOn, post, until } from '#test/contract/engine/start-on.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { SECRET } from './support/load.ts';
import { signature } from './support/sender.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
/** Beyond it Node fires a timer at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Half an hour before the clocks of Europe go forward. */
const BEFORE_SUMMER = Date.UTC(2026, 2, 29, 0, 30);

interface Jump {
  ms: number;
  /** The rolling window of 24 hours is over. */
  isRoom: boolean;
  /** The old address, which was to work on for 24 hours, still does. */
  isOldAddress: boolean;
  /** The owner still listens, as for half an hour. */
  isListening: boolean;
}

const JUMPS: Record<string, Jump> = {
  'an hour ahead': { ms: HOUR, isRoom: false, isOldAddress: true, isListening: false },
  'an hour back': { ms: -HOUR, isRoom: false, isOldAddress: true, isListening: false },
  'ten years ahead': { ms: 10 * YEAR, isRoom: true, isOldAddress: false, isListening: false },
  'ten years back': { ms: -10 * YEAR, isRoom: false, isOldAddress: true, isListening: false },
  'a minute ahead': { ms: 60 * SECOND, isRoom: false, isOldAddress: true, isListening: true },
};

/** Keeps how long was asked to be waited. */
class RecordingClock extends ManualClock {
  readonly delays: number[] = [];

  override after(delayMs: number, task: () => void): () => void {
    this.delays.push(delayMs);
    return super.after(delayMs, task);
  }
}

async function start() {
  const clock = new RecordingClock(BEFORE_SUMMER);
  const events: string[] = [];
  const engine = engineOn(await emptyFolder(), { clock, log: (_, event) => events.push(event) });
  await engine.start();
  clock.advance(START_BACKUP_MS);
  return { clock, events, engine };
}

/** After a start comes one backup that is no round. */
const START_BACKUP_MS = 30 * SECOND;
const ADA = { email: 'ada@example.com' };

describe('a clock that is set', () => {
  it.each(Object.entries(JUMPS))('%s holds nobody up and lets nobody through who has to wait', async (_, jump) => {
    const { clock, engine } = await start();
    const limited = await activeWebhook(engine, { limit: { requests: 2, hours: 24 } });
    const rotated = await activeWebhook(engine, { limit: null });
    await ask(engine, 'POST', `/api/webhooks/${rotated.id}/rotate`, { overlapHours: 24 });
    const { body: sampled } = await ask(engine, 'POST', '/api/webhooks', { name: 'Sampled' });
    await ask(engine, 'POST', `/api/webhooks/${sampled.id}/listen`);
    for (const expected of [200, 200, 429]) expect((await post(limited.address, ADA)).status).toBe(expected);

    clock.set(clock.now() + jump.ms);
    const answer = await post(limited.address, ADA);
    expect(answer.status).toBe(jump.isRoom ? 200 : 429);
    expect((await post(rotated.address, ADA)).status).toBe(jump.isOldAddress ? 200 : 404);
    expect((await post(sampled.address, ADA)).status).toBe(jump.isListening ? 200 : 503);
    if (!jump.isRoom) {
      const seconds = Number(answer.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(DAY / SECOND);
      // What it was told is true.
      clock.advance(seconds * SECOND);
      expect((await post(limited.address, ADA)).status).toBe(200);
    }
  });

  it.each(Object.entries(JUMPS))('%s brings no burst and no wait without end', async (_, { ms }) => {
    const { clock, events, engine } = await start();
    const { address } = await activeWebhook(engine, { limit: null });
    await post(address, ADA);
    clock.set(clock.now() + ms);
    const before = clock.delays.length;
    for (let look = 0; look < 12; look += 1) await untilRoundsAreOver(clock, 5 * SECOND);
    // A look every five seconds, and little else.
    expect(clock.delays.length - before).toBeLessThan(20);
    for (let hour = 0; hour < 49; hour += 1) await untilRoundsAreOver(clock, HOUR);
    const backups = () => events.filter((event) => event === 'backup-made').length;
    await until(
      async () => backups(),
      (made) => made >= 2,
    );
    expect(backups()).toBeLessThanOrEqual(4);
    expect(clock.delays.filter((delay) => !(delay >= 0 && delay <= LONGEST_TIMER_MS))).toEqual([]);
    expect((await post(address, ADA)).status).toBe(200);
  });

  it('ten years ahead deletes nothing until the owner says that the clock is right, also after a restart', async () => {
    const { clock, events, engine } = await start();
    const { address } = await activeWebhook(engine, { limit: null });
    const { id } = await (await post(address, ADA)).json();
    const entry = () => ask(engine, 'GET', `/api/deliveries/${id}`);
    await until(entry, ({ body }) => body.outcome === 'processed');
    const doubt = async () => (await ask(engine, 'GET', '/api/health')).body.clockDoubt;
    const right = clock.now();
    clock.set(right + 10 * YEAR);
    clock.advance(5 * SECOND);
    expect(await until(doubt, (known) => known !== null)).toEqual({
      now: new Date(clock.now()).toISOString(),
      lastBelieved: new Date(BEFORE_SUMMER).toISOString(),
    });
    for (let hour = 0; hour < 3; hour += 1) await untilRoundsAreOver(clock, HOUR);
    expect((await entry()).body).toMatchObject({ id, hasBody: true });

    // Set right, the question goes by itself; the wrong time was not remembered.
    clock.set(right + HOUR);
    clock.advance(5 * SECOND);
    await until(doubt, (known) => known === null);
    await engine.stop();
    clock.set(right + 10 * YEAR);
    await engine.start();
    clock.advance(START_BACKUP_MS);
    expect(await doubt()).not.toBeNull();
    for (let hour = 0; hour < 3; hour += 1) await untilRoundsAreOver(clock, HOUR);
    expect((await entry()).body).toMatchObject({ id, hasBody: true });

    expect((await ask(engine, 'POST', '/api/clock/confirm')).body).toMatchObject({ clockDoubt: null });
    await until(
      () => {
        clock.advance(HOUR);
        return entry();
      },
      ({ status }) => status === 404,
    );
    expect(events.filter((event) => event.startsWith('clock-'))).toEqual([
      'clock-doubted',
      'clock-believed',
      'clock-doubted',
      'clock-believed',
    ]);
  });

  it('the log is in the order of arrival, whatever the clock said', async () => {
    const { clock, engine } = await start();
    const { address } = await activeWebhook(engine, { limit: null });
    const ids: string[] = [];
    for (const ms of [0, -HOUR, 10 * YEAR, -20 * YEAR, HOUR]) {
      clock.set(clock.now() + ms);
      ids.unshift((await (await post(address, ADA)).json()).id);
    }
    const { body } = await ask(engine, 'GET', '/api/deliveries');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  it('makes signatures look old or new: they are refused with a hint at the clock, and believed when it is right again', async () => {
    const { clock, engine } = await start();
    const verify = { scheme: 'standard-webhooks' };
    const { id, address } = await activeWebhook(engine, { limit: null, verify });
    await ask(engine, 'PUT', `/api/webhooks/${id}/secrets/secret`, { value: SECRET });
    const body = JSON.stringify(ADA);
    const now = clock.now();
    const send = () => fetch(address, { method: 'POST', body, headers: signature(SECRET, 'msg_1', body, now) });
    for (const ms of [HOUR, -HOUR]) {
      clock.set(now + ms);
      expect((await send()).status).toBe(401);
      const { body: log } = await ask(engine, 'GET', '/api/deliveries');
      expect(log.items[0]).toMatchObject({ outcome: 'refused', sentence: expect.stringMatching(/clock/) });
    }
    clock.set(now);
    expect((await send()).status).toBe(200);
  });
});

/** Moves the clock on, and waits until every round that fell due has ended and waits for its next time. */
async function untilRoundsAreOver(clock: ManualClock, ms: number): Promise<void> {
  const { waiting } = clock;
  clock.advance(ms);
  await until(
    async () => clock.waiting,
    (count) => count >= waiting,
  );
}
