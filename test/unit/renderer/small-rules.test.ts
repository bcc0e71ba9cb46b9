import { describe, expect, it } from 'vitest';
import { parseHash } from '#renderer/app/hash-location.ts';
import { DoorError } from '#renderer/door/client.ts';
import { typedFormOf } from '#renderer/features/contacts/field-input-text.ts';
import { sampleOf } from '#renderer/features/log/sample-of-delivery.ts';
import { configOf, copyName } from '#renderer/features/webhooks-list/copy-of-webhook.ts';
import { detailFor, messageFor, unplacedMessage } from '#renderer/ui/field-messages.ts';
import { outcomeLabel } from '#renderer/ui/outcome/outcome-words.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { type Webhook, WebhookConfigSchema } from '#shared/contract/webhook.ts';

describe('the part of the address after #', () => {
  it.each([
    ['', '/', ''],
    ['#/', '/', ''],
    ['#/log?webhook=whk_1&time=today', '/log', 'webhook=whk_1&time=today'],
    ['#/contacts?q=a?b', '/contacts', 'q=a?b'],
    ['#contacts', '/contacts', ''],
  ])('“%s”', (hash, path, search) => {
    expect(parseHash(hash)).toEqual({ path, search });
  });
});

describe('a duplicate of a webhook', () => {
  const config = WebhookConfigSchema.parse({ identity: { email: '$.email' }, limit: null });
  const webhook: Webhook = {
    ...config,
    id: 'whk_1',
    name: 'Bookings',
    active: true,
    version: 3,
    token: 'secret',
    address: 'http://127.0.0.1:4780/h/secret',
    reach: 'this-computer',
    formerAddresses: [],
    listeningUntil: null,
    secrets: [],
    createdAt: '2026-03-02T09:30:00.000Z',
    updatedAt: '2026-03-02T09:30:00.000Z',
  };

  it('takes over the configuration and nothing else', () => {
    expect(configOf(webhook)).toEqual(config);
  });

  it('has a name of its own that is not too long', () => {
    expect(copyName('Bookings')).toBe('Bookings (copy)');
    expect(copyName('x'.repeat(120))).toHaveLength(120);
  });
});

describe('a request as a sample', () => {
  const base = { id: 'dlv_1', parsed: null, bodyText: '{"a":', bodyTextCut: false, contentType: 'application/json' };
  const sample = (change: object) => sampleOf({ ...base, ...change } as DeliveryDetail);

  it('is its JSON where it could be read, whatever the format', () => {
    expect(sample({ parsed: { ok: true, format: 'form', text: '{"a":"1"}' }, contentType: 'text/plain' })).toEqual({
      text: '{"a":"1"}',
      contentType: 'application/json',
      deliveryId: 'dlv_1',
    });
  });

  it('is its text as it came where it could not be read', () => {
    expect(sample({})).toEqual({ text: '{"a":', contentType: 'application/json', deliveryId: 'dlv_1' });
  });

  it.each([{ bodyText: null }, { bodyText: '' }, { bodyTextCut: true }])('is nothing for %o', (change) => {
    expect(sample(change)).toBeNull();
  });
});

describe('values in an input', () => {
  it('CV6 a date and time stands in the business’s zone, without an offset', () => {
    expect(typedFormOf('2026-07-01T09:30:00.000Z', 'datetime', 'Europe/London')).toBe('2026-07-01T10:30:00');
    expect(typedFormOf('2026-01-01T00:00:00.000Z', 'datetime', 'America/New_York')).toBe('2025-12-31T19:00:00');
  });

  it('everything else as it is stored', () => {
    expect(typedFormOf('2026-07-01', 'date', 'Europe/London')).toBe('2026-07-01');
    expect(typedFormOf('1.50', 'number', 'Europe/London')).toBe('1.50');
  });
});

describe('what the engine refuses', () => {
  const refusal = new DoorError({
    code: 'INVALID_INPUT',
    message: 'Something in this request is not right.',
    next: 'Correct the marked places.',
    details: [
      { pointer: '/phone', message: 'Too short.' },
      { pointer: '', message: 'Give at least a name.' },
    ],
  });

  it('is said at its input, the rest at the foot of the form', () => {
    expect(detailFor(refusal, '/phone')).toBe('Too short.');
    expect(detailFor(refusal, '/email')).toBeNull();
    expect(unplacedMessage(refusal, ['/phone', '/email'])).toBe('Give at least a name.');
    expect(unplacedMessage(null, [])).toBeNull();
  });

  it('is said whole where it points nowhere', () => {
    const taken = new DoorError({ code: 'NAME_TAKEN', message: 'This name is in use.', next: 'Choose another.' });
    expect(messageFor(taken, '/name')).toBe('This name is in use. Choose another.');
    expect(unplacedMessage(taken, ['/name'])).toBe('This name is in use. Choose another.');
    expect(messageFor(null, '/name')).toBeNull();
  });
});

describe('outcomes in words', () => {
  it('PR2 names the reason of a refusal, and a request that is not worked on yet', () => {
    expect(outcomeLabel('refused', 'inactive')).toBe('Refused: switched off');
    expect(outcomeLabel('refused', null)).toBe('Refused');
    expect(outcomeLabel(null, null)).toBe('In progress');
  });
});
