import { expect, test } from 'vitest';
import { type Source, sourcesOf } from '#engine/flows/what-it-reads.ts';
import { FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';
import type { Channel } from '#shared/contract/webhook.ts';

type Send = Extract<StepInput, { kind: 'send' }>;
type Operand = Extract<StepInput, { kind: 'condition' }>['test']['operand'];

const send = (text: string, change: Partial<Send> = {}): Send => {
  return { id: 'aaaa', kind: 'send', channel: 'desktop', text, ...change };
};
const when = (operand: Operand): StepInput => {
  return {
    id: 'aaaa',
    kind: 'condition',
    test: { operand, comparison: 'exists' },
    yes: [send('{{ field.no }}')],
    no: [],
  };
};
const approved = { name: 'HX1', variables: { 1: '{{ field.start }}' } };

interface Case {
  what: string;
  step: StepInput;
  own?: Channel;
  reads: Source[];
}

const START: Source = { of: 'field', key: 'start' };
const place = (path: string, ...unless: string[]): Source => ({ of: 'place', path, unless });
const contact = (...slots: Extract<Source, { of: 'contact' }>['slots']): Source => ({ of: 'contact', slots });

const CASES: Case[] = [
  {
    what: 'fields in a text',
    step: send('On {{ field.start }}, {{ field["end"] }}'),
    reads: [START, { of: 'field', key: 'end' }],
  },
  {
    what: 'a field that only a value names',
    step: send('{{ field[payload.key] }}'),
    reads: [{ of: 'field', key: null }, place('$.key')],
  },
  {
    what: 'places of the request',
    step: send('{{ payload.a.b }}{{ payload.c | default: "x" }}'),
    reads: [place('$.a.b'), place('$.c', '$.c')],
  },
  { what: 'what no request gives', step: send('{{ business.name }} {{ now | date: "%a" }}'), reads: [] },
  {
    what: 'the subject of an e-mail',
    step: send('', { channel: 'email', subject: '{{ field.start }}' }),
    reads: [START, contact('email')],
  },
  {
    what: 'a subject that is not sent',
    step: send('', { channel: 'sms', subject: '{{ field.start }}' }),
    reads: [contact('phone')],
  },
  { what: 'an approved template', step: send('', { channel: 'whatsapp', approved }), reads: [START, contact('phone')] },
  {
    what: 'an approved template that is not sent',
    step: send('', { channel: 'voice', approved }),
    reads: [contact('phone')],
  },
  {
    what: 'the contact’s own channel',
    step: send('', { channel: 'contact' }),
    own: 'whatsapp',
    reads: [contact('phone')],
  },
  { what: 'another own channel', step: send('', { channel: 'contact' }), own: 'email', reads: [contact('email')] },
  { what: 'an account', step: send('', { channel: 'messenger' }), reads: [] },
  { what: 'names', step: send('{{ contact.first_name }}{{ contact.channel }}'), reads: [contact('firstName')] },
  { what: 'the whole name', step: send('{{ contact.name }}'), reads: [contact('name', 'firstName', 'lastName')] },
  {
    what: 'a wait for a date',
    step: { id: 'aaaa', kind: 'wait', wait: { kind: 'at-field', field: 'start' } },
    reads: [START],
  },
  { what: 'a wait for a time', step: { id: 'aaaa', kind: 'wait', wait: { kind: 'time', time: '09:00' } }, reads: [] },
  { what: 'a condition on a field, not what it leads to', step: when({ of: 'field', field: 'start' }), reads: [START] },
  { what: 'a condition on the request', step: when({ of: 'payload', path: '$.a[0]' }), reads: [place('$.a[0]')] },
  { what: 'a condition on the name alone', step: when({ of: 'contact', slot: 'name' }), reads: [contact('name')] },
  { what: 'a condition on the channel', step: when({ of: 'contact', slot: 'channel' }), reads: [] },
  { what: 'a condition on a tag', step: when({ of: 'tag', tag: 'vip' }), reads: [{ of: 'tag', tag: 'vip' }] },
  {
    what: 'a field that is set',
    step: { id: 'aaaa', kind: 'set-field', field: 'end', value: '{{ field.start }}' },
    reads: [START],
  },
  { what: 'a field that is cleared', step: { id: 'aaaa', kind: 'set-field', field: 'start', value: null }, reads: [] },
  {
    what: 'every text of a request',
    step: {
      id: 'aaaa',
      kind: 'http',
      url: 'https://crm.example/{{ payload.id }}',
      headers: [{ name: 'X-Shop', value: '{{ payload.shop }}' }],
      body: '{"at": "{{ field.start }}"}',
    },
    reads: [place('$.id'), place('$.shop'), START],
  },
];

test.each(CASES)('PR5 what a step goes by: $what', ({ step, own = 'sms', reads }) => {
  const [parsed] = FlowConfigSchema.parse({ steps: [step] }).steps;
  const found = sourcesOf(parsed!, own).filter((source) => source.of !== 'contact' || source.slots.length > 0);
  expect(found).toEqual(reads);
});
