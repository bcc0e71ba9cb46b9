import { describe, expect, it } from 'vitest';
import { changeWord, isTelling } from '#renderer/features/log/replay/replay-words.ts';
import type { RunDifference, RunValue } from '#shared/contract/replay.ts';

const value = (text: string): RunValue => ({ effect: 'value', text, sentence: `It becomes ${text}.` });
const nothing: RunValue = { effect: 'nothing', text: null, sentence: 'Not mapped.' };
const clears: RunValue = { effect: 'clears', text: null, sentence: 'It is null.' };
const field = { kind: 'field', field: 'note', name: 'Note', type: 'text' } as const;
const difference = (before: RunValue, now: RunValue, change: Partial<RunDifference> = {}): RunDifference => ({
  about: field,
  before,
  now,
  isSame: false,
  replaces: null,
  ...change,
});

describe('PR4 what became of a value, in a word', () => {
  it.each<[RunValue, RunValue, Partial<RunDifference>, string]>([
    [value('a'), value('a'), { isSame: true }, 'Same'],
    [nothing, value('a'), {}, 'New'],
    [nothing, clears, {}, 'New'],
    [value('a'), value('b'), {}, 'Changed'],
    [value('a'), clears, {}, 'Changed'],
    [value('a'), nothing, {}, 'Gone'],
    [value('Jane'), value('Ravi'), { about: { kind: 'contact' } }, 'Another'],
    [nothing, value('Ravi'), { about: { kind: 'contact' } }, 'New'],
  ])('%j → %j %j is “%s”', (before, now, change, word) => {
    expect(changeWord(difference(before, now, change)).label).toBe(word);
  });

  it('tells of what differs and of what a contact would lose, and of nothing else', () => {
    const same = { isSame: true };
    expect(isTelling(difference(value('a'), value('a'), same))).toBe(false);
    expect(isTelling(difference(value('a'), value('a'), { ...same, replaces: 'b' }))).toBe(true);
    expect(isTelling(difference(nothing, value('a')))).toBe(true);
  });
});
