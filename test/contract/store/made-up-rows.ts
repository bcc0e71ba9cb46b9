import type { KeepLimits } from '#engine/store/port/care.ts';
import type { NewDelivery } from '#engine/store/port/delivery-store.ts';
import type { StoredWebhook } from '#engine/store/port/webhook-store.ts';
import type { ItemsSettlement, Settlement, SettleWork } from '#engine/store/port/work-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import type { Delivery, DeliveryQuery } from '#shared/contract/delivery.ts';
import type { ContactFinder, ContactWrite } from '#shared/contract/known-contact.ts';
import type { Outcome } from '#shared/contract/outcome.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';

export const NOON = Date.UTC(2026, 2, 2, 12);

/** Nothing is too old or too large. */
export const KEEP_ALL: KeepLimits = {
  bodiesSince: 0,
  bodyBytes: Number.MAX_SAFE_INTEGER,
  deliveriesSince: 0,
  importsSince: 0,
  messagesSince: 0,
  startsSince: 0,
};

export function configOf(config: Partial<WebhookConfig> = {}): WebhookConfig {
  return { ...WebhookConfigSchema.parse({}), ...config };
}

export function webhookOf(id: string, change: Partial<StoredWebhook> = {}): StoredWebhook {
  return {
    id,
    name: `Webhook ${id}`,
    active: true,
    version: 1,
    config: configOf(),
    token: `token-of-${id}`,
    formerTokens: [],
    listen: null,
    createdAt: NOON,
    updatedAt: NOON,
    ...change,
  };
}

export function newDelivery(id: string, change: Partial<NewDelivery> = {}): NewDelivery {
  return {
    id,
    webhookId: 'whk_a',
    receivedAt: NOON,
    origin: 'sender',
    method: 'POST',
    query: '',
    headers: [['content-type', 'application/json']],
    contentType: 'application/json',
    body: Buffer.from('{}'),
    sizeBytes: 2,
    answered: 200,
    settled: null,
    heard: false,
    formerToken: null,
    repeatKey: null,
    verifiedBy: null,
    ...change,
  };
}

export function receiptOf(outcome: Outcome, change: Partial<Receipt> = {}): Receipt {
  return {
    outcome,
    reason: null,
    sentence: `It ended as ${outcome}.`,
    next: 'Nothing to do.',
    identification: null,
    profile: null,
    contact: null,
    contactChanges: [],
    fields: [],
    messages: [],
    ...change,
  };
}

export function settlementOf(outcome: Outcome, write: ContactWrite | null = null): Settlement {
  return { receipt: receiptOf(outcome), configVersion: 1, write };
}

/** Work for the delivery with this seq; a fault is settled as `failed`. */
export function work(seq: number, decide: (people: ContactFinder) => Settlement): SettleWork {
  return { seq, decide, onFault: () => settlementOf('failed') };
}

/** Settles a delivery item by item; each entry decides for one item. */
export function itemsWork(seq: number, decide: ((people: ContactFinder) => Settlement)[]): SettleWork {
  const items: ItemsSettlement = {
    configVersion: 1,
    count: decide.length,
    decideItem: (index, people) => decide[index]!(people),
    conclude: (outcomes) => receiptOf('processed', { sentence: JSON.stringify(outcomes) }),
  };
  return { seq, decide: () => items, onFault: () => settlementOf('failed') };
}

export function personWrite(
  email: string,
  change: Partial<Extract<ContactWrite, { kind: 'create' }>> = {},
): Extract<ContactWrite, { kind: 'create' }> {
  return {
    kind: 'create',
    channel: 'sms',
    identifiers: { email: { value: email.toLowerCase(), raw: email } },
    profile: {},
    fields: {},
    ...change,
  };
}

/** The write of `decide` for whoever has this e-mail: made if new, else given these fields. */
export function upsertByEmail(email: string, fields: ContactWrite['fields']) {
  return (people: ContactFinder): Settlement => {
    const known = people('email', email);
    const set = Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (value ? [[key, value]] : [])));
    return settlementOf(
      'processed',
      known === null
        ? personWrite(email, { fields: set })
        : { kind: 'update', userNs: known.userNs, identifiers: {}, profile: {}, fields },
    );
  };
}

export async function accept(store: LocalStore, ...deliveries: NewDelivery[]): Promise<Delivery[]> {
  const accepted = await store.deliveries.acceptBatch(deliveries);
  return accepted.flatMap((delivery) => (delivery === null || 'refused' in delivery ? [] : [delivery]));
}

/** The seqs of everything that waits, oldest first. */
export async function pendingSeqs(store: LocalStore): Promise<number[]> {
  return (await store.deliveries.pending(1000)).map(({ seq }) => seq);
}

/** All pages of the log, one after another. */
export async function wholeLog(store: LocalStore, query: Partial<DeliveryQuery> = {}): Promise<Delivery[]> {
  const items: Delivery[] = [];
  let before: string | undefined;
  do {
    const page = await store.deliveries.page({ limit: 3, ...query, before });
    items.push(...page.items);
    before = page.nextCursor ?? undefined;
  } while (before !== undefined);
  return items;
}
