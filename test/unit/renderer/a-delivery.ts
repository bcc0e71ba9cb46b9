import type { Delivery } from '#shared/contract/delivery.ts';

/** A processed request with made-up values; `change` says what the test is about. */
export function aDelivery(change: Partial<Delivery> = {}): Delivery {
  return {
    id: 'dlv_1',
    webhookId: 'whk_1',
    webhookName: 'Bookings',
    receivedAt: '2026-07-15T12:00:00.000Z',
    origin: 'sender',
    outcome: 'processed',
    reason: null,
    sentence: 'Jane Doe, found by e-mail (ID6).',
    answered: 200,
    sizeBytes: 120,
    tookMs: 4,
    contact: { userNs: 'f1u1', label: 'Jane Doe' },
    repeatOf: null,
    possibleDuplicate: false,
    replayOf: null,
    throughFormerAddress: false,
    items: null,
    alike: null,
    ...change,
  };
}
