import { expect, test } from 'vitest';
import { createNewId } from '#engine/new-id.ts';

test('ids carry their prefix and 21 base-36 digits', () => {
  const newId = createNewId(() => 1_767_225_600_000);
  expect(newId('whk')).toMatch(/^whk_[0-9a-z]{21}$/);
  expect(newId('dlv')).toMatch(/^dlv_[0-9a-z]{21}$/);
});

test('ids of a later millisecond sort after earlier ones, whatever the random part', () => {
  let time = 1_767_225_600_000;
  const early = createNewId(
    () => time,
    () => new Uint8Array(8).fill(255),
  )('dlv');
  time += 1;
  const late = createNewId(
    () => time,
    () => new Uint8Array(8),
  )('dlv');
  expect(early < late).toBe(true);
});

test('ids made in one millisecond differ', () => {
  const newId = createNewId(() => 0);
  expect(new Set(Array.from({ length: 10_000 }, () => newId('dlv'))).size).toBe(10_000);
});

test('a small random number still fills all its digits', () => {
  const newId = createNewId(
    () => 35,
    () => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 36),
  );
  expect(newId('dlv')).toBe('dlv_00000000z000000000010');
});
