import { expect, it } from 'vitest';
import { bulkHeadline, bulkProgress } from '#renderer/app/frame/bulk-words.ts';
import {
  chosenCount,
  chosenWith,
  EVERYBODY,
  isChosen,
  NOBODY,
  range,
  whoOf,
} from '#renderer/features/contacts/choosing/choice.ts';
import type { BulkChange } from '#shared/contract/bulk-change.ts';

const HERE = { q: 'ann', segment: null };

it('chooses these, and tells the door their names', () => {
  const two = chosenWith(NOBODY, ['a', 'b'], true);
  const one = chosenWith(two, ['a'], false);
  expect([chosenCount(two, 9), chosenCount(one, 9)]).toEqual([2, 1]);
  expect([isChosen(one, 'a'), isChosen(one, 'b')]).toEqual([false, true]);
  expect(whoOf(one, HERE)).toEqual({ userNs: ['b'] });
});

it('chooses everybody whom the filter finds but these', () => {
  const most = chosenWith(EVERYBODY, ['a', 'b'], false);
  const more = chosenWith(most, ['b'], true);
  expect([chosenCount(EVERYBODY, 9), chosenCount(more, 9)]).toEqual([9, 8]);
  expect([isChosen(more, 'a'), isChosen(more, 'b')]).toEqual([false, true]);
  expect(whoOf(EVERYBODY, { q: '', segment: 'seg_1' })).toEqual({ segment: 'seg_1' });
  expect(whoOf(more, HERE)).toEqual({ q: 'ann', except: ['a'] });
});

it('a range goes in either direction, and is one row where there is no other end', () => {
  const list = ['a', 'b', 'c', 'd'];
  expect([range(list, 'b', 'd'), range(list, 'd', 'b')]).toEqual([
    ['b', 'c', 'd'],
    ['b', 'c', 'd'],
  ]);
  expect([range(list, null, 'c'), range(list, 'gone', 'c')]).toEqual([['c'], ['c']]);
});

const DONE: BulkChange = {
  ...{ id: 'blk_1', of: 'add-tag', tag: 'vip', state: 'done', done: 1240, total: 1240, changed: 1240 },
  ...{ undoUntil: '2026-03-02T09:40:00.000Z', undo: null },
};

it.each<[string, Partial<BulkChange>, string]>([
  ['runs', { state: 'running' }, 'Adding the tag “vip”'],
  ['is done', {}, 'The tag “vip” was added to 1,240 contacts.'],
  ['changed only some', { changed: 1239 }, 'The tag “vip” was added to 1,239 contacts. 1 other had it already.'],
  [
    'found it nowhere',
    { of: 'remove-tag', changed: 0, total: 1 },
    'The tag “vip” was taken off nobody. 1 other did not have it.',
  ],
  ['was stopped', { of: 'delete', tag: null, state: 'cancelled', changed: 1 }, 'Stopped. 1 contact deleted.'],
  [
    'failed',
    { state: 'failed', changed: 5 },
    'Something went wrong before the end. The tag “vip” was added to 5 contacts.',
  ],
  ['is undone', { undo: { state: 'done', done: 2, total: 2, stayed: 0 } }, 'It was undone.'],
  [
    'could not put one back',
    { of: 'delete', tag: null, undo: { state: 'done', done: 2, total: 2, stayed: 1 } },
    '1 contact could not be put back: somebody else has its number or address by now. The others are back.',
  ],
])('what %s is said in one sentence', (_, change, sentence) => {
  expect(bulkHeadline({ ...DONE, ...change })).toBe(sentence);
});

it('how far it is counts what is being undone, too', () => {
  expect(bulkProgress({ ...DONE, state: 'running', done: 400 })).toBe('400 of 1,240 contacts');
  const undo = { state: 'running' as const, done: 1, total: 2, stayed: 0 };
  expect(bulkProgress({ ...DONE, undo })).toBe('1 of 2 contacts');
});
