import { expect, it } from 'vitest';
import { keptOut } from '#renderer/ui/receipt/receipt-words.ts';
import type { FieldChange, Receipt, SlotReading } from '#shared/contract/receipt.ts';

const reading = (verdict: SlotReading['verdict']): SlotReading => ({
  path: verdict === 'unset' ? null : '$.somewhere',
  verdict,
  raw: null,
  value: null,
  matches: 0,
  column: null,
  sentence: `It is ${verdict}.`,
});

const change = (field: string, verdict: FieldChange['verdict']): FieldChange => ({
  field,
  name: `The ${field}`,
  type: 'text',
  path: '$.somewhere',
  verdict,
  raw: null,
  value: null,
  before: null,
  after: null,
  matches: 0,
  column: null,
  sentence: `It is ${verdict}.`,
});

const RECEIPT: Receipt = {
  outcome: 'processed',
  reason: null,
  sentence: '',
  next: '',
  identification: {
    decision: 'created',
    rule: 'ID6',
    by: 'email',
    readings: {
      userNs: reading('unset'),
      crmContactId: reading('value'),
      phone: reading('blocked'),
      email: reading('value'),
    },
    trace: [],
    candidates: [],
    possibleDuplicates: [
      { slot: 'crmContactId', value: 'C-9', contact: { userNs: 'f1uother', label: 'Another person' } },
    ],
  },
  profile: { firstName: reading('missing'), lastName: reading('unset'), name: reading('value') },
  contact: { userNs: null, label: 'jane@shop.test', isNew: true, channel: 'sms' },
  contactChanges: [],
  messages: [],
  fields: [change('room', 'set'), change('same', 'unchanged'), change('gone', 'cleared'), change('when', 'kept-out')],
};

it('names everything that came to nothing, with its reason and its row, and nothing else', () => {
  expect(keptOut(RECEIPT).map(({ label, place, belongsTo }) => [label, place, belongsTo?.userNs ?? null])).toEqual([
    ['Phone', { kind: 'slot', slot: 'phone' }, null],
    ['First name', { kind: 'slot', slot: 'firstName' }, null],
    ['CRM Contact Id', { kind: 'slot', slot: 'crmContactId' }, 'f1uother'],
    ['The when', { kind: 'field', field: 'when' }, null],
  ]);
});

it('ID8 says to whom an identifier belongs that was not attached', () => {
  const duplicate = keptOut(RECEIPT).find(({ belongsTo }) => belongsTo !== null);
  expect(duplicate?.sentence).toContain('C-9');
  expect(duplicate?.belongsTo?.label).toBe('Another person');
});

it('has nothing to list for a request that was never worked on', () => {
  expect(keptOut({ ...RECEIPT, identification: null, profile: null, fields: [] })).toEqual([]);
});
