import { describe, expect, it } from 'vitest';
import { newsOf } from '#renderer/app/news.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import type { EngineEvent } from '#shared/contract/event.ts';
import { aDelivery } from './a-delivery.ts';

const NOW = Date.parse('2026-07-15T12:00:01.000Z');
const arrived = (change: Partial<Delivery> = {}): EngineEvent => ({
  type: 'delivery',
  isNew: true,
  delivery: aDelivery(change),
});

describe('notes about what happened elsewhere', () => {
  it('name the webhook, the person and what came of it', () => {
    expect(newsOf([arrived()], '/contacts', NOW)).toEqual({
      title: 'New request for Bookings',
      text: 'Jane Doe · processed',
      href: '/log/dlv_1',
      isProblem: false,
    });
  });

  it('say why one was refused', () => {
    const refused = arrived({ outcome: 'refused', reason: 'rate-limited', contact: null });
    expect(newsOf([refused], '/', NOW)).toMatchObject({ text: 'Refused: limit reached', isProblem: true });
  });

  it.each<[why: string, change: Partial<Delivery>, path: string]>([
    ['it is not worked on yet', { outcome: null }, '/'],
    ['the owner sent it as a test', { origin: 'test' }, '/'],
    ['the owner replayed it', { origin: 'replay', replayOf: 'dlv_0' }, '/'],
    ['a service says what became of a message', { outcome: 'processed', reason: 'message-report' }, '/'],
    ['its content was erased with a person', { sentence: ERASED_SENTENCE }, '/'],
    ['the log is open', {}, '/log'],
    ['its webhook is open in the editor', {}, '/webhooks/whk_1'],
    ['a conflict is being decided', {}, '/conflicts/cfl_1'],
    ['it is old news, caught up after a break', { receivedAt: '2026-07-15T11:59:00.000Z' }, '/'],
  ])('are not made when %s', (_why, change, path) => {
    expect(newsOf([arrived(change)], path, NOW)).toBeNull();
  });

  it('become one note for a burst', () => {
    const burst = [arrived(), arrived({ id: 'dlv_2', outcome: 'unidentified' }), arrived({ id: 'dlv_3' })];
    expect(newsOf(burst, '/', NOW)).toMatchObject({ title: '3 new requests for Bookings', text: '1 with a problem' });
  });

  it('show a stranger’s hidden characters instead of obeying them', () => {
    const tricky = arrived({ contact: { userNs: 'f1u1', label: 'jane\u202Emoc' } });
    expect(newsOf([tricky], '/', NOW)?.text).toBe('janeU+202Emoc · processed');
  });

  it('tell of a message that waits for the owner, unless the Outbox is open', () => {
    const stuck = (id: string, state: 'blocked' | 'failed' | 'held' | 'sent'): EngineEvent => {
      return { type: 'message', id, contact: 'f1u1', state };
    };
    expect(newsOf([stuck('msg_1', 'sent'), stuck('msg_1', 'failed')], '/', NOW)).toEqual({
      title: 'A message waits for you',
      text: 'The Outbox says why.',
      href: '/outbox/msg_1',
      isProblem: true,
    });
    expect(newsOf([stuck('msg_1', 'blocked'), stuck('msg_2', 'failed')], '/', NOW)?.href).toBe('/outbox');
    expect(newsOf([stuck('msg_1', 'failed')], '/outbox', NOW)).toBeNull();
    expect(newsOf([stuck('msg_1', 'held')], '/', NOW)).toBeNull();
  });

  it('SN1 tell of a flow that is later than it was to be and waits for the owner, unless the flows are open', () => {
    const moved = (id: string, state: 'held' | 'waiting'): EngineEvent => {
      return { type: 'run', id, flow: 'reminder', contact: 'f1u1', deliveryId: null, state };
    };
    expect(newsOf([moved('run_1', 'waiting'), moved('run_2', 'held')], '/', NOW)).toEqual({
      title: 'A flow waits for you',
      text: 'It is later than it was to be.',
      href: '/flows',
      isProblem: true,
    });
    expect(newsOf([moved('run_1', 'held'), moved('run_2', 'held')], '/', NOW)?.title).toBe('2 flows wait for you');
    expect(newsOf([moved('run_1', 'held')], '/flows', NOW)).toBeNull();
    expect(newsOf([moved('run_1', 'waiting')], '/', NOW)).toBeNull();
  });
});
