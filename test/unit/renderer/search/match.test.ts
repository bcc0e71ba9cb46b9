import { describe, expect, it } from 'vitest';
import { matching } from '#renderer/app/search/match.ts';

const NAMES = ['Evening bookings', 'Bookings', 'Web shop', 'Zoë’s studio', 'E-mail list'];
const found = (typed: string) => matching(typed, NAMES, (name) => name);

describe('what the search finds by name', () => {
  it.each([
    ['', NAMES],
    ['  ', NAMES],
    ['book', ['Bookings', 'Evening bookings']],
    ['BOOK', ['Bookings', 'Evening bookings']],
    ['shop web', ['Web shop']],
    ['zoe', ['Zoë’s studio']],
    ['ZOË', ['Zoë’s studio']],
    ['mail', ['E-mail list']],
    // Words are found by their beginnings only.
    ['ookings', []],
    ['book shop', []],
    ['.*', []],
  ])('%j: %j', (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });
});
