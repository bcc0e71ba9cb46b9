import { expect, it } from 'vitest';
import { LogWatch } from '#engine/safety/log-watch.ts';

const MEGABYTE = 1024 * 1024;
const LOOKS = 12;

function watch() {
  const state = { bytes: 0, changes: 0, asked: 0 };
  const logBacklog = async () => {
    state.asked += 1;
    return state.bytes;
  };
  const log = new LogWatch({ logSize: async () => state.bytes, logBacklog }, () => (state.changes += 1));
  const looks = async (count: number, megabytes: number) => {
    state.bytes = megabytes * MEGABYTE;
    for (let look = 0; look < count; look += 1) await log.look();
  };
  return { log, state, looks };
}

it('tells of a log that could not be written back for a minute, once, and that it could be at last', async () => {
  const { log, state, looks } = watch();
  await looks(LOOKS - 1, 65);
  expect(log.notice).toBeNull();
  await looks(2, 65);
  expect(log.notice).toMatch(/Close other programs/);
  expect(state.changes).toBe(1);
  await looks(1, 0);
  expect([log.notice, state.changes]).toEqual([null, 2]);
});

it('says nothing of a log that is held up for moments, or is short', async () => {
  const { log, state, looks } = watch();
  for (let backup = 0; backup < 3; backup += 1) {
    await looks(LOOKS - 1, 500);
    await looks(1, 0);
  }
  await looks(3 * LOOKS, 64);
  expect([log.notice, state.changes, state.asked]).toEqual([null, 0, 0]);
});
