import { expect, it } from 'vitest';
import {
  conditionOf,
  FRESH,
  KINDS,
  type Kind,
  sayCondition,
} from '#renderer/features/contacts/segments/segment-words.ts';
import { SegmentConditionSchema } from '#shared/contract/segment.ts';

const WORDS: Record<Kind, string> = {
  'field filled': 'Colour has a value',
  'field blank': 'Colour has no value',
  'field equals': 'Colour is “green”',
  'field contains': 'Colour contains “green”',
  'tag has': 'has the tag “green”',
  'tag lacks': 'does not have the tag “green”',
  'activity within': 'sent something in the last 30 days',
  'activity not-within': 'sent nothing in the last 30 days',
};

it.each(Object.keys(KINDS) as Kind[])('“%s” is one that the engine takes, and is said in words', (kind) => {
  const condition = conditionOf({ ...FRESH, kind, field: 'colour', text: 'green' });
  expect(SegmentConditionSchema.parse(condition)).toEqual(condition);
  expect(sayCondition(condition, () => 'Colour')).toBe(WORDS[kind]);
});
