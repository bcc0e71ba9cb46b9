import { expect, it } from 'vitest';
import {
  conditionOf,
  FRESH,
  KINDS,
  type Kind,
  saySegment,
  typedOf,
} from '#renderer/features/contacts/segments/segment-words.ts';
import { SegmentConditionSchema } from '#shared/contract/segment.ts';

const WORDS: Record<Kind, string> = {
  'field filled': 'who has a value in Colour',
  'field blank': 'who has no value in Colour',
  'field equals': 'whose Colour is “green”',
  'field contains': 'whose Colour contains “green”',
  'tag has': 'who has the tag “green”',
  'tag lacks': 'who does not have the tag “green”',
  'activity within': 'who sent something in the last 30 days',
  'activity not-within': 'who sent nothing in the last 30 days',
};

it.each(Object.keys(KINDS) as Kind[])('“%s” is one that the engine takes, and is said in words', (kind) => {
  const condition = conditionOf({ ...FRESH, kind, field: 'colour', text: 'green' });
  expect(SegmentConditionSchema.parse(condition)).toEqual(condition);
  expect(saySegment([condition], () => 'Colour')).toBe(`Everybody ${WORDS[kind]}.`);
  expect(conditionOf(typedOf(condition))).toEqual(condition);
});

it('several conditions are one sentence', () => {
  const conditions = (['field equals', 'tag has', 'activity within'] as const).map((kind) =>
    conditionOf({ ...FRESH, kind, field: 'colour', text: 'green' }),
  );
  expect(saySegment(conditions, () => 'Colour')).toBe(
    'Everybody whose Colour is “green”, who has the tag “green” and who sent something in the last 30 days.',
  );
});
