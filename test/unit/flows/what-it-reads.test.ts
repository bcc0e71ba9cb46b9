import { expect, test } from 'vitest';
import { FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';
import { readsField, readsSlot } from '#shared/flow/what-it-reads.ts';

const send = (text: string, change: Partial<Extract<StepInput, { kind: 'send' }>> = {}): StepInput => ({
  id: 'aaaa',
  kind: 'send',
  channel: 'email',
  text,
  ...change,
});
const flow = (...steps: StepInput[]) => FlowConfigSchema.parse({ steps });

const FIELDS: [what: string, reads: boolean, steps: StepInput[]][] = [
  ['a text', true, [send('On {{ field.start }}')]],
  ['a subject', true, [send('Hello', { subject: '{{ field["start"] }}' })]],
  [
    'a variable of an approved template',
    true,
    [send('', { approved: { name: 'HX1', variables: { 1: '{{ field.start }}' } } })],
  ],
  ['a wait', true, [{ id: 'wwww', kind: 'wait', wait: { kind: 'at-field', field: 'start' } }]],
  [
    'a text in a branch',
    true,
    [
      {
        id: 'cccc',
        kind: 'condition',
        test: { operand: { of: 'tag', tag: 'vip' }, comparison: 'exists' },
        yes: [],
        no: [send('{{field.start}}')],
      },
    ],
  ],
  [
    'a condition',
    true,
    [
      {
        id: 'cccc',
        kind: 'condition',
        test: { operand: { of: 'field', field: 'start' }, comparison: 'exists' },
        yes: [],
        no: [],
      },
    ],
  ],
  ['another field that begins alike', false, [send('{{ field.start_time }}')]],
  ['a step that only writes it', false, [{ id: 'ffff', kind: 'set-field', field: 'start', value: 'now' }]],
  ['a text without it', false, [send('Thank you')]],
];

test.each(FIELDS)('a flow depends on a field through %s: %s', (_, reads, steps) => {
  expect(readsField(flow(...steps), 'start')).toBe(reads);
});

type SlotCase = [
  what: string,
  slot: Parameters<typeof readsSlot>[1],
  own: Parameters<typeof readsSlot>[2],
  reads: boolean,
  StepInput,
];

const SLOTS: SlotCase[] = [
  ['a text', 'firstName', 'sms', true, send('Hi {{ contact.first_name }}')],
  ['the whole name, made of it', 'lastName', 'sms', true, send('Hi {{ contact.name }}')],
  ['the address of an e-mail', 'email', 'sms', true, send('Hi')],
  ['the number of an SMS', 'phone', 'email', true, send('Hi', { channel: 'sms' })],
  ['the contact’s own channel', 'phone', 'whatsapp', true, send('Hi', { channel: 'contact' })],
  ['the contact’s own channel, which is another one', 'phone', 'email', false, send('Hi', { channel: 'contact' })],
  ['a notification to the owner', 'email', 'email', false, send('Hi', { channel: 'desktop' })],
  ['a text without it', 'crmContactId', 'sms', false, send('Hi {{ contact.phone }}')],
  [
    'a condition',
    'crmContactId',
    'sms',
    true,
    {
      id: 'cccc',
      kind: 'condition',
      test: { operand: { of: 'contact', slot: 'crmContactId' }, comparison: 'exists' },
      yes: [],
      no: [],
    },
  ],
];

test.each(SLOTS)('a flow depends on who somebody is through %s (%s, %s): %s', (_, slot, own, reads, step) => {
  expect(readsSlot(flow(step), slot, own)).toBe(reads);
});
