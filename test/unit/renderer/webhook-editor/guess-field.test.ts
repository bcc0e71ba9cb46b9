import { describe, expect, it } from 'vitest';
import { guessFieldName, guessFieldType } from '#renderer/features/webhook-editor/map/guess-field.ts';
import type { FieldType } from '#shared/contract/field.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';

const TYPES: [value: JsonValue, key: string, type: FieldType][] = [
  ['2026-03-02T09:30:00.000000Z', 'start_time', 'datetime'],
  ['2026-03-02T09:30:00+01:00', 'when', 'datetime'],
  ['2026-03-02 09:30', 'when', 'datetime'],
  ['Mon, 02 Mar 2026 09:30:00 +0000', 'Date', 'datetime'],
  ['2026-03-02', 'day', 'date'],
  [1772443800, 'created_at', 'datetime'],
  [1772443800000, 'startTime', 'datetime'],
  ['1772443800', 'created_at', 'datetime'],
  [1772443800, 'order_number', 'number'],
  [3, 'created_at', 'number'],
  [new SourceNumber('12.50'), 'total', 'number'],
  ['12.50', 'total_price', 'number'],
  ['12.50', 'room', 'text'],
  ['07700 900123', 'phone', 'text'],
  ['007', 'agent', 'text'],
  ['30/02/2026', 'when', 'text'],
  [true, 'paid', 'boolean'],
  ['Yes', 'newsletter', 'boolean'],
  ['1', 'flag', 'text'],
  ['', 'note', 'text'],
  [null, 'note', 'text'],
  [null, 'cancelled_at', 'datetime'],
  [{ a: 1 }, 'address', 'json'],
  [[], 'tags', 'json'],
  ['{"a":1}', 'metadata', 'json'],
  ['[draft] hello', 'subject', 'text'],
];

describe('the guess of a field’s type', () => {
  it.each(TYPES)('%j under %s is %s', (value, key, type) => {
    expect(guessFieldType(value, key)).toBe(type);
  });
});

const ANSWERS: JsonValue = {
  payload: {
    questions: [
      { question: 'Which room would you like?', answer: 'Blue' },
      { question: '', answer: 'No question' },
    ],
  },
  fields: [{ label: 'Your e-mail:', value: 'jane@shop.test' }],
};

const NAMES: [path: (string | number)[], name: string][] = [
  [['payload', 'start_time'], 'Start time'],
  [['payload', 'scheduledStart'], 'Scheduled start'],
  [['payload', 'event', 'start'], 'Event start'],
  [['payload', 'name'], 'Name'],
  [['attendees', 0, 'name'], 'Attendee name'],
  [['tags', 0], 'Tags'],
  [[], 'Payload'],
  [['payload', 'questions', 0, 'answer'], 'Which room would you like'],
  [['payload', 'questions', 1, 'answer'], 'Answer'],
  [['fields', 0, 'value'], 'Your e-mail'],
  [['__proto__'], 'Proto'],
  [['***'], '***'],
  [[''], 'Value'],
];

describe('the guess of a field’s name', () => {
  it.each(NAMES)('%j is called %s', (path, name) => {
    expect(guessFieldName(path, ANSWERS)).toBe(name);
  });
});
