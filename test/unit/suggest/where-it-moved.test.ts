import { describe, expect, test } from 'vitest';
import { parseJson } from '#shared/json/parse-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { printPath } from '#shared/json-path/path.ts';
import { whereItMoved } from '#shared/suggest/where-it-moved.ts';

const ME = { emails: ['studio@mail.example'], phones: [] };

function json(value: unknown): JsonValue {
  const read = parseJson(JSON.stringify(value));
  if (!read.ok) throw new Error('The test speaks no JSON.');
  return read.value;
}

interface Case {
  name: string;
  path: string;
  before?: object;
  after: object | object[];
  taken?: string[];
  isOfPerson?: boolean;
  moved: [path: string, reason: string] | null;
}

const ALIKE = 'New in the requests, and the name is alike.';

const CASES: Case[] = [
  {
    name: 'a name that goes on differently',
    path: '$.payload.start',
    before: { payload: { start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z', id: 7 } },
    after: { payload: { starts_at: '2026-03-09T09:00:00Z', ends_at: '2026-03-09T10:00:00Z', id: 8 } },
    moved: ['$.payload.starts_at', ALIKE],
  },
  {
    name: 'the same name deeper inside',
    path: '$.email',
    before: { email: 'jane@mail.example', name: 'Jane' },
    after: { customer: { email: 'joe@mail.example', name: 'Joe' } },
    isOfPerson: true,
    moved: ['$.customer.email', 'The same name, at another place.'],
  },
  {
    name: 'another name for the same kind of value',
    path: '$.email',
    before: { email: 'jane@mail.example', note: 'Hi' },
    after: { contact_mail: 'joe@mail.example', note: 'Hi' },
    isOfPerson: true,
    moved: ['$.contact_mail', 'New in the requests, and an e-mail address as before.'],
  },
  {
    name: 'a value that became a group with the value inside',
    path: '$.start',
    before: { start: '2026-03-02T09:00:00Z', made: '2026-03-01T09:00:00Z' },
    after: { start: { time: '2026-03-09T09:00:00Z', zone: 'Europe/London' }, made: '2026-03-08T09:00:00Z' },
    moved: ['$.start.time', 'New in the requests, and a date as before.'],
  },
  {
    name: 'the only new value where the other one stood',
    path: '$.service',
    before: { service: 'Massage', place: 'Bath' },
    after: { treatment: 'Facial', place: 'Bath' },
    moved: ['$.treatment', 'The only new value where the other one stood.'],
  },
  {
    name: 'an answer, by the key of its question',
    path: "$.answers[?@.key=='mail'].value",
    before: { answers: [{ key: 'mail', value: 'jane@mail.example' }] },
    after: {
      fields: [
        { key: 'note', value: 'Hi' },
        { key: 'mail', value: 'joe@mail.example' },
      ],
    },
    moved: ['$.fields[1].value', 'The same name, at another place.'],
  },
  {
    name: 'two new values that could both be it',
    path: '$.when',
    before: { when: '2026-03-02T09:00:00Z' },
    after: { from: '2026-03-09T09:00:00Z', until: '2026-03-09T10:00:00Z' },
    moved: null,
  },
  {
    name: 'a value that was there beside it before',
    path: '$.start',
    before: { start: '2026-03-02T09:00:00Z', created: '2026-03-01T09:00:00Z' },
    after: { created: '2026-03-08T09:00:00Z' },
    moved: null,
  },
  {
    name: 'a value that another row has',
    path: '$.email',
    before: { email: 'jane@mail.example' },
    after: { second_email: 'joe@mail.example' },
    taken: ['$.second_email'],
    moved: null,
  },
  {
    name: 'a new value that is not in every request since',
    path: '$.start',
    before: { start: '2026-03-02T09:00:00Z' },
    after: [{ starts_at: '2026-03-09T09:00:00Z' }, { note: 'Hi' }],
    moved: null,
  },
  {
    name: 'a value of another kind',
    path: '$.price',
    before: { price: 12 },
    after: { price_text: 'twelve' },
    moved: null,
  },
  {
    name: 'the owner’s own address',
    path: '$.email',
    before: { email: 'jane@mail.example' },
    after: { email_address: 'studio@mail.example' },
    isOfPerson: true,
    moved: null,
  },
  {
    name: 'the host’s address',
    path: '$.email',
    before: { email: 'jane@mail.example' },
    after: { organizer: { email: 'sam@mail.example' } },
    isOfPerson: true,
    moved: null,
  },
  {
    name: 'no request from before: only the very name counts',
    path: '$.email',
    after: { customer: { email: 'joe@mail.example' }, second: 'jane@mail.example' },
    isOfPerson: true,
    moved: ['$.customer.email', 'The same name, at another place.'],
  },
];

describe('the path that is probably meant now', () => {
  test.each(CASES)('$name', ({ path, before, after, taken = [], isOfPerson = false, moved }) => {
    const found = whereItMoved({
      path,
      before: before && json(before),
      after: [after].flat().map(json),
      taken,
      own: isOfPerson ? ME : null,
    });
    expect(found && [printPath(found.place), found.reason]).toEqual(moved);
  });

  test('nothing is proposed where no request from since is kept', () => {
    expect(whereItMoved({ path: '$.a', before: json({ a: 1 }), after: [], taken: [], own: null })).toBeNull();
  });
});
