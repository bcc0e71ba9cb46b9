import { expect, test } from 'vitest';
import { createNewId } from '#engine/new-id.ts';

test('ids carry their prefix and 21 base-36 digits', () => {
  const newId = createNewId(() => 1_767_225_600_000);
  expect(newId('whk')).toMatch(/^whk_[0-9a-z]{21}$/);
  expect(newId('dlv')).toMatch(/^dlv_[0-9a-z]{21}$/);
});

test('ids of a later millisecond sort after earlier ones, whatever the random part', () => {
  const early = createNewId(
    () => 1_767_225_600_000,
    (bytes) => new Uint8Array(bytes).fill(255),
  )('dlv');
  const late = createNewId(
    () => 1_767_225_600_001,
    (bytes) => new Uint8Array(bytes),
  )('dlv');
  expect(early < late).toBe(true);
});

test('ids made in one millisecond differ', () => {
  const newId = createNewId(() => 0);
  expect(new Set(Array.from({ length: 10_000 }, () => newId('dlv'))).size).toBe(10_000);
});

test('a small number still fills all its digits', () => {
  const newId = createNewId(
    () => 35,
    (bytes) => new Uint8Array(bytes).fill(36, 7, 8),
  );
  expect(newId('dlv')).toBe('dlv_00000000z000000000010');
});
