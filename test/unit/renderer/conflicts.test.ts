import { describe, expect, it } from 'vitest';
import { badgeOf, waitingWords } from '#renderer/app/frame/conflict-badge.ts';
import { sayDecision, sayPart, saySlots } from '#renderer/features/conflicts/conflict-words.ts';
import { afterwards, mergeLines, taking } from '#renderer/ui/merge/merge-lines.ts';
import type { MergePreview } from '#shared/contract/merge.ts';

describe('ID10 conflicts in words', () => {
  it('how many wait, read out and as a number', () => {
    expect([1, 99, 100].map(badgeOf)).toEqual(['1', '99', '99+']);
    expect([0, 1, 2, 100].map(waitingWords)).toEqual([
      '',
      'One conflict waits for your decision.',
      '2 conflicts wait for your decision.',
      '99+ conflicts wait for your decision.',
    ]);
  });

  it('which identifiers lead to somebody', () => {
    const slots = ['userNs', 'phone', 'email'] as const;
    const said = slots.map((slot) => ({ slot, value: 'x' }));
    expect(saySlots(said.slice(0, 1))).toBe('User Ns');
    expect(saySlots(said.slice(0, 2))).toBe('User Ns and Phone');
    expect(saySlots(said)).toBe('User Ns, Phone and Email');
  });

  it('whether it is a request or one item of it', () => {
    expect([null, 3, 1200].map(sayPart)).toEqual(['A request', 'Item 3 of a request', 'Item 1,200 of a request']);
  });

  it('how it was decided', () => {
    expect([null, 'pick', 'new', 'merge'].map((choice) => sayDecision({ choice: choice as 'pick' }, 'Jane'))).toEqual([
      null,
      'About Jane',
      'About somebody new: Jane',
      'All merged into Jane',
    ]);
  });
});

describe('a merge before it is done', () => {
  const PREVIEW = {
    label: 'Jane Doe',
    requests: 3,
    values: [
      { slot: 'phone', value: '+44', other: null, of: 'from', isSame: false, source: null },
      { slot: 'email', value: 'a@example.com', other: 'b@example.com', of: 'keep', isSame: false, source: null },
      { slot: 'name', value: 'New', other: 'Old', of: 'from', isSame: false, source: null },
    ],
    fields: [
      {
        field: 'start',
        name: 'Start',
        type: 'text',
        value: { text: 'x', original: null },
        other: { text: 'y', original: null },
        of: 'keep',
        isSame: false,
        source: null,
      },
      {
        field: 'size',
        name: 'Size',
        type: 'text',
        value: { text: 'm', original: null },
        other: { text: 'm', original: null },
        of: 'keep',
        isSame: true,
        source: null,
      },
    ],
    alsoFoundBy: [
      { slot: 'userNs', value: 'f1ub' },
      { slot: 'email', value: 'b@example.com' },
    ],
  } as unknown as MergePreview;

  const lines = mergeLines(PREVIEW, { slots: ['name'], fields: [] }, (text) => text.toUpperCase());

  it('has both values in their column, and says where there is something to choose', () => {
    expect(lines.map(({ name, keep, from, of, isContested }) => [name, keep, from, of, isContested])).toEqual([
      ['Phone', null, '+44', 'from', false],
      ['Email', 'a@example.com', 'b@example.com', 'keep', true],
      ['Name', 'Old', 'New', 'from', true],
      ['Start', 'X', 'Y', 'keep', true],
      ['Size', 'M', 'M', 'keep', false],
    ]);
  });

  it('shows what was chosen a moment ago', () => {
    const chosen = mergeLines(PREVIEW, { slots: ['email'], fields: ['start'] }, (text) => text);
    expect(chosen.map(({ name, of }) => [name, of])).toEqual([
      ['Phone', 'from'],
      ['Email', 'from'],
      ['Name', 'keep'],
      ['Start', 'from'],
      ['Size', 'keep'],
    ]);
  });

  it('takes a value from the other one and gives it back', () => {
    const nothing = { slots: [], fields: [] };
    const taken = taking(taking(nothing, lines[1]!, 'from'), lines[3]!, 'from');
    expect(taken).toEqual({ slots: ['email'], fields: ['start'] });
    expect(taking(taken, lines[1]!, 'from')).toEqual(taken);
    expect(taking(taking(taken, lines[1]!, 'keep'), lines[3]!, 'keep')).toEqual(nothing);
  });

  it('says what the table does not show', () => {
    expect(afterwards(PREVIEW)).toBe(
      'The contact is called Jane Doe afterwards and has 3 requests. A request with b@example.com is then about Jane Doe as well.',
    );
    expect(afterwards({ ...PREVIEW, requests: 1, alsoFoundBy: [] })).toBe(
      'The contact is called Jane Doe afterwards and has one request.',
    );
  });
});
