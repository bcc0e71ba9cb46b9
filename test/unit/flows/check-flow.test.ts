import { describe, expect, it } from 'vitest';
import { flowProblems } from '#engine/flows/check-flow.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';

const FIELDS = [
  { key: 'booking_start', name: 'Booking start', type: 'datetime' as const },
  { key: 'service', name: 'Service', type: 'text' as const },
];

const AROUND = {
  fields: FIELDS,
  hostRefusal: (origin: string) => (origin.includes('inside') ? `Not ${origin}` : null),
};

/** What is said of a flow of this one step. */
const sayOf = (step: object): string[] =>
  flowProblems(FlowConfigSchema.parse({ steps: [{ id: 'aaaa1111', ...step }] }), AROUND).map(
    ({ sentence }) => sentence,
  );

const http = (url: string) => ({ kind: 'http', method: 'GET', url, headers: [], body: '' });
const set = (value: string | null) => ({ kind: 'set-field', field: 'service', value });
const send = (change: object) => ({
  kind: 'send',
  channel: 'sms',
  subject: '',
  text: 'Hi',
  language: 'en-GB',
  ...change,
});

describe('what is wrong with a flow, whoever goes through it', () => {
  it.each<[string, object, string | null]>([
    ['a message', send({}), null],
    ['a message without a text', send({ text: ' ' }), 'Write the text of the message.'],
    ['an e-mail without a subject', send({ channel: 'email' }), 'Write the subject of the e-mail.'],
    ['a language that is none', send({ language: 'English!' }), '“English!” is not a language, for example en-GB.'],
    ['a field that is not there', send({ text: '{{ field.gone }}' }), 'There is no field “gone”.'],
    [
      'a wrong word in the subject',
      send({ channel: 'email', subject: '{{ contact.frist_name }}' }),
      'In the subject: There is no “contact.frist_name”. Did you mean “contact.first_name”?',
    ],
    [
      'a wrong word twice',
      send({ text: '{{ field.sevrice }} {{ field.sevrice }}' }),
      'There is no field “sevrice”. Did you mean “field.service”?',
    ],
    [
      'a wrong word in a header',
      { ...http('https://hooks.example.com/'), headers: [{ name: 'X-Who', value: '{{ contact.emial }}' }] },
      'In the header X-Who: There is no “contact.emial”. Did you mean “contact.email”?',
    ],
    [
      'a path with a fault',
      {
        kind: 'condition',
        test: { operand: { of: 'payload', path: '$.a[' }, comparison: 'exists' },
        yes: [],
        no: [],
      },
      'The path has a fault after “$.a[”: A position, a name in quotes, * or ? is expected here, but the path ends.',
    ],
    ['a field that is set to nothing', set(' '), 'Write the value, or choose “Empty it”.'],
    ['a field that is set', set('{{ contact.name }}'), null],
    ['a field that is emptied', set(null), null],
    [
      'a wait for a field that is no date',
      { kind: 'wait', wait: { kind: 'at-field', field: 'service', offsetMinutes: 0 } },
      '“Service” is no date: a wait needs a date field.',
    ],
    ['a request to a name', http('https://hooks.example.com/a?b={{ contact.email }}'), null],
    [
      'a request to a host that will not be asked',
      http('http://inside.example:8080/a?b={{ contact.email }}'),
      'Not http://inside.example:8080/',
    ],
    [
      'a request without a host',
      http('https://{{ payload.host }}/a'),
      'The address must begin with https:// and the name of a host.',
    ],
  ])('%s', (_name, step, sentence) => {
    expect(sayOf(step)).toEqual(sentence === null ? [] : [sentence]);
  });
});
