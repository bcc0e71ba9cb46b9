import { expect, test } from 'vitest';
import { payloadPlaces } from '#engine/flows/payload-places.ts';
import { FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { readPath } from '#shared/json-path/read-path.ts';

const text = (words: string): StepInput[] => [{ id: 'aaaa', kind: 'send', channel: 'sms', text: words }];
const flow = (steps: StepInput[]) => FlowConfigSchema.parse({ steps });

interface Case {
  name: string;
  steps: StepInput[];
  places: string[];
}

const CASES: Case[] = [
  { name: 'a value in a message', steps: text('In {{ payload.booking.room }}'), places: ['$.booking.room'] },
  { name: 'the same value twice', steps: text('{{ payload.a }}{{ payload["a"] }}'), places: ['$.a'] },
  { name: 'names in brackets and positions', steps: text('{{ payload["a b"][2].c }}'), places: ["$['a b'][2].c"] },
  { name: 'nothing of the request', steps: text('{{ contact.name }} {{ field.payload }} payload.a'), places: [] },
  { name: 'the request as a whole', steps: text('{{ payload | json }}'), places: [] },
  { name: 'a condition in the text', steps: text('{% if payload.a == "x" %}Yes{% endif %}'), places: ['$.a'] },
  { name: 'up to what only a value tells', steps: text('{{ payload.a[payload.b].c }}'), places: ['$.a', '$.b'] },
  { name: 'the size of a list', steps: text('{{ payload.items.size }} items'), places: ['$.items'] },
  {
    name: 'each of a list, by another name, and a list in it',
    steps: text('{% for a in payload.lines %}{{ a.name }}{% for b in a.parts %}{{ b }}{% endfor %}{% endfor %}'),
    places: ['$.lines', '$.lines[*].name', '$.lines[*].parts', '$.lines[*].parts[*]'],
  },
  {
    name: 'a place by another name',
    steps: text('{% assign where = payload.booking %}{{ where.room }}'),
    places: ['$.booking', '$.booking.room'],
  },
  {
    name: 'a name for what a filter makes is no place',
    steps: text('{% assign parts = payload.name | split: " " %}{{ parts.first }}'),
    places: ['$.name'],
  },
  { name: 'a text with a fault', steps: text('{{ payload.a }} {% if %}'), places: [] },
  {
    name: 'conditions, their branches and every text of a request',
    steps: [
      {
        id: 'cccc',
        kind: 'condition',
        test: { operand: { of: 'payload', path: "$.answers[?@.key=='vip'].value" }, comparison: 'is', value: 'yes' },
        yes: [
          {
            id: 'hhhh',
            kind: 'http',
            url: 'https://crm.example/{{ payload.id }}',
            headers: [{ name: 'X-Shop', value: '{{ payload.shop }}' }],
            body: '{"total": {{ payload.total }}}',
          },
        ],
        no: [{ id: 'ffff', kind: 'set-field', field: 'note', value: '{{ payload.note }}' }],
      },
    ],
    places: ["$.answers[?@.key=='vip'].value", '$.id', '$.shop', '$.total', '$.note'],
  },
];

test.each(CASES)('PR5 what a flow reads of the request: $name', ({ steps, places }) => {
  expect(payloadPlaces(flow(steps))).toEqual(places);
});

test('a name that Liquid reads as a position of a list finds both', () => {
  const [first, last, third] = payloadPlaces(
    flow(text('{{ payload.of.first.a }}{{ payload.of.last.a }}{{ payload.of.2.a }}')),
  );
  const found = (path: string | undefined, body: string) => {
    const payload = parseJson(body);
    const read = payload.ok ? readPath(path!, payload.value) : null;
    return read?.status === 'ok' ? read.matches.map(({ value }) => value) : read;
  };
  const list = '{"of": [{"a": "one"}, {"a": "two"}, {"a": "three"}, {"a": "four"}]}';
  expect([first, last, third].map((path) => found(path, list))).toEqual([['one'], ['four'], ['three']]);
  const named = '{"of": {"first": {"a": "Jane"}, "last": {"a": "Doe"}, "2": {"a": "x"}}}';
  expect([first, last, third].map((path) => found(path, named))).toEqual([['Jane'], ['Doe'], ['x']]);
});

test('a flow that reads very many places is followed at the first hundred', () => {
  const many = Array.from({ length: 150 }, (_, at) => `{{ payload.p${at} }}`).join('');
  expect(payloadPlaces(flow(text(many)))).toHaveLength(100);
  expect(payloadPlaces(flow(text(`{{ payload.${'a'.repeat(600)} }}`)))).toEqual([]);
});
