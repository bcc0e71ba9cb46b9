import { describe, expect, it } from 'vitest';
import { answeredUnsynced } from './support/answered-unsynced.ts';
import { findDoubleSends } from './support/find-double-sends.ts';
import { findFaults, type Ledger } from './support/find-faults.ts';
import type { Stored, StoredRow } from './support/read-stored.ts';
import type { Event } from './support/sender.ts';

// What the proofs rest on: these two have to see everything that can go wrong.

const ANN = 'ann@example.com';

function event(number: number, change: Partial<Event> = {}): Event {
  const id = `a-${number}`;
  const body = JSON.stringify({ event: id, email: ANN });
  return { id, sender: 'a', number, webhook: 'orders', isSigned: true, email: ANN, body, ...change };
}

function row(seq: number, of: Event, before: string | null, change: Partial<StoredRow> = {}): StoredRow {
  return { seq, id: `dlv_${seq}`, body: of.body, outcome: 'processed', lastEvent: { before, after: of.id }, ...change };
}

const [first, second, third] = [event(1), event(2), event(3)];
const rows = [row(1, first, null), row(2, second, 'a-1'), row(3, third, 'a-2')];
const repeat = row(4, second, null, { outcome: 'duplicate', lastEvent: null });
const whole: { ledger: Ledger; stored: Stored } = {
  ledger: {
    events: [first, second, third],
    acks: [
      { event: first, deliveryId: 'dlv_1' },
      { event: second, deliveryId: 'dlv_2' },
      { event: second, deliveryId: 'dlv_4' },
    ],
  },
  stored: {
    deliveries: [...rows, repeat],
    contacts: [{ email: ANN, requests: 3, lastEvent: 'a-3' }],
    messages: [],
    damage: [],
  },
};

const faultsWith = (change: Partial<Stored>, ledger: Ledger = whole.ledger) =>
  findFaults(ledger, { ...whole.stored, ...change });

describe('the comparison of what senders were told with what is on disk', () => {
  it('finds nothing where all is well, also with a repeat, and with a request whose acknowledgement was lost', () => {
    expect(findFaults(whole.ledger, whole.stored)).toEqual([]);
  });

  const contactOf = (requests: number, lastEvent: string) => [{ email: ANN, requests, lastEvent }];
  const faults: [string, Partial<Stored>, RegExp][] = [
    ['a request that is gone', { deliveries: [...rows.slice(1), repeat] }, /^lost: a-1/],
    ['a repeat that is gone', { deliveries: rows }, /^lost: a-2/],
    ['the same id twice', { deliveries: [...rows, repeat, repeat] }, /dlv_4 is stored 2 times/],
    ['other bytes', { deliveries: [...rows, { ...repeat, body: first.body }] }, /dlv_4 holds other bytes than a-2/],
    ['what nobody sent', { deliveries: [...rows, repeat, row(5, event(9), 'a-3')] }, /dlv_5 is not what was sent/],
    ['work that was not done', { deliveries: [...rows, { ...repeat, outcome: null }] }, /dlv_4 ended as null/],
    ['a repeat with an effect', { deliveries: [...rows, row(4, second, 'a-3')] }, /^twice: a-2 had its effect 2 times/],
    ['an effect that is missing', { deliveries: [repeat, ...rows.slice(2)] }, /a-2 was acknowledged and had no effect/],
    ['another order', { deliveries: [rows[1]!, rows[0]!, rows[2]!, repeat] }, /a-1 came after a-2/],
    ['work out of turn', { deliveries: [rows[0]!, row(2, second, null), rows[2]!, repeat] }, /^chain: dlv_2/],
    ['a count too many', { contacts: contactOf(4, 'a-3') }, /^contacts: found ann@example.com 4/],
    ['a count too few', { contacts: contactOf(2, 'a-3') }, /^contacts: found ann@example.com 2/],
    ['an older value', { contacts: contactOf(3, 'a-2') }, /^contacts: found ann@example.com 3 a-2/],
    ['a contact twice', { contacts: [...contactOf(3, 'a-3'), ...contactOf(3, 'a-3')] }, /^contacts: 2 for ann@example/],
    ['a contact that is gone', { contacts: [] }, /^contacts: expected ann/],
    ['a damaged file', { damage: ['row 3 missing from index'] }, /^damaged/],
  ];
  it.each(faults)('finds %s', (_, change, fault) => {
    expect(faultsWith(change)).toContainEqual(expect.stringMatching(fault));
  });

  it('lets an unsigned request count as often as it is stored', () => {
    const unsigned = event(1, { isSigned: false });
    const ledger = { events: [unsigned], acks: [{ event: unsigned, deliveryId: 'dlv_2' }] };
    const deliveries = [row(1, unsigned, null), row(2, unsigned, 'a-1')];
    const contacts = [{ email: ANN, requests: 2, lastEvent: 'a-1' }];
    expect(faultsWith({ deliveries, contacts }, ledger)).toEqual([]);
  });
});

describe('the order of fsync and answer', () => {
  const WRITE = '7 pwrite64(9</d/fieldhook.db-wal>, "..dlv_a..", 4096, 32) = 4096';
  const SYNC = '7 fsync(9</d/fieldhook.db-wal>) = 0';
  const ANSWER =
    '8 write(11<socket:[1]>, "HTTP/1.1 200 OK\\r\\n{\\"status\\":\\"accepted\\",\\"id\\":\\"dlv_a\\"}", 90) = 90';
  const SYNC_BEGUN = '7 fsync(9</d/fieldhook.db-wal> <unfinished ...>';
  const SYNC_ENDED = '7 <... fsync resumed>) = 0';
  const cases: [string, string[], string[]][] = [
    ['written, synced, answered', [WRITE, SYNC, ANSWER], []],
    [
      'the same, with threads that interrupt each other',
      [WRITE, SYNC_BEGUN, '8 write(1, "x") = 1', SYNC_ENDED, ANSWER],
      [],
    ],
    ['never synced', [WRITE, ANSWER], ['dlv_a']],
    ['never written', [SYNC, ANSWER], ['dlv_a']],
    ['synced before it was written', [SYNC, WRITE, ANSWER], ['dlv_a']],
    ['answered while it was synced', [WRITE, SYNC_BEGUN, ANSWER, SYNC_ENDED], ['dlv_a']],
    ['a sync that failed', [WRITE, SYNC.replace('= 0', '= -1 EIO (Input/output error)'), ANSWER], ['dlv_a']],
    ['another file synced', [WRITE, SYNC.replace('fieldhook.db-wal', 'last-seq.txt'), ANSWER], ['dlv_a']],
  ];
  it.each(cases)('%s', (_, lines, tooSoon) => {
    expect(answeredUnsynced(lines.join('\n'))).toEqual({ answered: 1, tooSoon });
  });
});

describe('the comparison of what a provider took with the messages on disk', () => {
  const message = (number: number, state: string, reason: string | null = null) => ({
    ...{ deliveryId: `dlv_${number}`, state, reason, sentence: '', text: `text ${number}` },
  });
  const took = (texts: readonly string[], isFailed = false) => texts.map((text) => ({ text, isFailed }));
  const messages = [message(1, 'sent'), message(2, 'unknown'), message(3, 'unknown')];
  const taken = ['text 1', 'text 2'];

  it('finds nothing where all is well, also where nobody knows whether a message left', () => {
    expect(findDoubleSends(took(taken), messages, rows)).toEqual([]);
  });

  it('finds one that is told as sent and failed there, and none that is told as failed', () => {
    const only = (state: string) => [message(1, state), ...messages.slice(1)];
    const left = [...took(['text 1'], true), ...took(['text 2'])];
    expect(findDoubleSends(left, only('sent'), rows)).toEqual([expect.stringMatching(/^text 1 is told as sent/)]);
    expect(findDoubleSends(left, only('failed'), rows)).toEqual([]);
  });

  it.each<[string, string[], ReturnType<typeof message>[], RegExp]>([
    ['a message that left twice', [...taken, 'text 2'], messages, /^sent twice: text 2 left 2 times/],
    ['a message that is told as sent and never left', ['text 2'], messages, /^text 1 is told as sent 1 times/],
    ['a send of no message', [...taken, 'text 9'], messages, /^text 9 was sent and is no message/],
    ['a message that never ended', taken, [...messages.slice(0, 2), message(3, 'sending')], /^text 3 ended as sending/],
    ['a request without its message', taken, messages.slice(0, 2), /^dlv_3 has 0 messages/],
    [
      'a message that is told as failed and was taken',
      taken,
      [message(1, 'failed'), ...messages.slice(1)],
      /^text 1 is told as failed 1 times, and failed 0 times/,
    ],
    [
      'one that was taken and not asked about',
      taken,
      [messages[0]!, message(2, 'unknown', 'interrupted'), messages[2]!],
      /^nobody asked: text 2 was taken/,
    ],
  ])('finds %s', (_, left, stored, fault) => {
    expect(findDoubleSends(took(left), stored, rows)).toEqual([expect.stringMatching(fault)]);
  });
});
