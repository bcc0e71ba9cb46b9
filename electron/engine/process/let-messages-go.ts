import type { Message, MessagePreview, TryGroup } from '#shared/contract/message.ts';
import { usesPayload } from '#shared/flow/steps.ts';
import { renewMessage } from '../flows/renew-message.ts';
import type { MessageOrigin, OutboxWorkStore, RenewMessage } from '../store/port/outbox-store.ts';
import type { LocalStore } from '../store/store.ts';
import { readPayload } from './read-payload.ts';

/*
 * What was kept back goes out with what is known then (SN7). What can change at any time (the contact) is read in the transaction that lets
 * it go; what stays as it was (the payload, the version of the flow) before.
 */

/** A message as it would go out now; nothing is written. */
export async function previewMessage(
  store: LocalStore,
  id: string,
  at: number,
): Promise<MessagePreview | 'not-found' | 'not-possible'> {
  return store.outbox.preview(id, await renewalOf(store, id), at);
}

/** Lets a message go at the owner's word. */
export async function letMessageGo(
  store: LocalStore,
  id: string,
  wish: Parameters<OutboxWorkStore['letGo']>[1],
  at: number,
): ReturnType<OutboxWorkStore['letGo']> {
  return store.outbox.letGo(id, wish, await renewalOf(store, id), at);
}

/** A message whose time has come goes back into the queue. Null where it is not due (any more). */
export async function putBackDue(store: LocalStore, id: string, at: number): Promise<Message | null> {
  return store.outbox.putBackDue(id, await renewalOf(store, id), at);
}

export interface PutBack {
  queued: Message[];
  refused: { id: string; sentence: string }[];
}

/**
 * Puts the messages of a group back into the queue, one after the other; there the limits are asked again, unless the owner lets them go past
 * these.
 */
export async function putBackGroup(
  store: LocalStore,
  { pastLimits, ...which }: TryGroup,
  now: () => number,
): Promise<PutBack> {
  const back: PutBack = { queued: [], refused: [] };
  for (const id of await store.outbox.group(which)) {
    const message = await store.outbox.putBack(id, { pastLimits }, await renewalOf(store, id), now());
    // Decided in the meantime.
    if (typeof message === 'string') continue;
    if ('refusal' in message) back.refused.push({ id, sentence: message.refusal.sentence });
    else back.queued.push(message);
  }
  return back;
}

async function renewalOf(store: LocalStore, id: string): Promise<RenewMessage> {
  const origin = await store.outbox.origin(id);
  const [fields, settings] = await Promise.all([store.fields.list(), store.settings.get()]);
  const payload = await payloadFor(store, origin);
  const isGone = origin !== null && origin.deliveryId !== null && usesPayload(origin.config) && payload === undefined;
  return (situation) => {
    const message = renewMessage(situation, { fields, settings, payload });
    if (message?.reason !== 'missing-value' || !isGone) return message;
    return { ...message, sentence: `${message.sentence} ${GONE}` };
  };
}

const GONE = 'The content of the request that started it is not kept any more.';

async function payloadFor(store: LocalStore, origin: MessageOrigin | null) {
  if (origin === null || !usesPayload(origin.config)) return undefined;
  return readPayload(store, origin.deliveryId, origin.item);
}
