import { describe, expect, it } from 'vitest';
import { isListOfGroups, withItems, withoutItems } from '#renderer/features/webhook-editor/map/items-mode.ts';
import { bestPath, pathNotes } from '#renderer/ui/path/path-notes.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { pathsTo } from '#shared/json-path/propose-paths.ts';

const answers = (room: string) => [
  { key: 'room', value: room },
  { key: 'floor', value: '2' },
];
const SAMPLE: JsonValue = {
  order: 'A-1',
  people: [
    { email: 'jane@shop.test', answers: answers('Blue') },
    { email: 'kim@shop.test', answers: answers('Red') },
  ],
};
const LIST = ['people'];

describe('one contact per item', () => {
  it('RC3 what was mapped from one of the items is then mapped from each, everything else stays', () => {
    const config = WebhookConfigSchema.parse({
      openStrings: ['$.people[1].raw', '$.raw'],
      identity: { email: "$['people'][1].email", phone: '$.order.phone', userNs: '$..ns' },
      profile: { name: "$.people[0].answers[?@.key=='name'].value" },
      fields: [
        { field: 'all', path: '$.people' },
        { field: 'other', path: '$.people_count' },
      ],
    });
    expect(withItems(config, LIST)).toMatchObject({
      itemsPath: '$.people',
      openStrings: ['$.people[*].raw', '$.raw'],
      identity: { email: '$.people[*].email', phone: '$.order.phone', userNs: '$..ns' },
      profile: { name: "$.people[*].answers[?@.key=='name'].value" },
      fields: [{ path: '$.people' }, { path: '$.people_count' }],
    });
  });

  it('RC3 left again, what was mapped from each is mapped from the first', () => {
    const config = WebhookConfigSchema.parse({
      itemsPath: '$.people',
      openStrings: ['$.people[*].raw'],
      identity: { email: '$.people[*].raw.email', phone: '$.order.phone' },
    });
    expect(withoutItems(config)).toMatchObject({
      itemsPath: null,
      openStrings: ['$.people[0].raw'],
      identity: { email: '$.people[0].raw.email', phone: '$.order.phone' },
    });
  });

  it('RC3 works with a list at the root', () => {
    const config = WebhookConfigSchema.parse({ identity: { email: '$[0].email' } });
    const each = withItems(config, []);
    expect(each).toMatchObject({ itemsPath: '$', identity: { email: '$[*].email' } });
    expect(withoutItems(each).identity.email).toBe('$[0].email');
  });

  it('RC3 a value clicked in any item is named for each of them; one outside by its own place', () => {
    expect(bestPath(['people', 1, 'email'], SAMPLE, LIST)).toBe('$.people[*].email');
    expect(bestPath(['people', 1], SAMPLE, LIST)).toBe('$.people[*]');
    expect(bestPath(['people'], SAMPLE, LIST)).toBe('$.people');
    expect(bestPath(['order'], SAMPLE, LIST)).toBe('$.order');
  });

  it('PA4 an answer of each item is found by its key, and the exact place is offered', () => {
    const byKey = "$.people[*].answers[?@.key=='room'].value";
    expect(pathsTo(['people', 1, 'answers', 0, 'value'], SAMPLE, LIST).map(({ text }) => text)).toEqual([
      byKey,
      '$.people[*].answers[0].value',
    ]);
    expect(pathNotes(byKey, SAMPLE, LIST)).toMatchObject([{ offer: { path: '$.people[*].answers[0].value' } }]);
    expect(pathNotes('$.people[*].answers[0].value', SAMPLE, LIST)).toMatchObject([{ offer: { path: byKey } }]);
    expect(pathNotes('$.people[*].email', SAMPLE, LIST)).toEqual([]);
  });

  it('is offered for lists of groups', () => {
    expect(
      [[{ a: 1 }], [1, { a: 1 }], [], ['a'], { 0: {} }].map((value) => isListOfGroups(value as JsonValue)),
    ).toEqual([true, true, false, false, false]);
  });
});
