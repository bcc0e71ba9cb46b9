import type { Contact, ContactDetail } from '#shared/contract/contact.ts';
import type { FieldValue } from '#shared/contract/field.ts';
import type { KnownContact } from '#shared/contract/known-contact.ts';
import {
  type Channel,
  IDENTITY_SLOTS,
  type IdentitySlot,
  PROFILE_SLOTS,
  type ProfileSlot,
} from '#shared/contract/webhook.ts';

export interface ContactRow {
  pk: number;
  user_ns: string;
  channel: Channel;
  crm_contact_id: string | null;
  phone: string | null;
  phone_raw: string | null;
  email: string | null;
  email_raw: string | null;
  first_name: string | null;
  last_name: string | null;
  name: string | null;
  label: string;
  terms: string;
  created_at: number;
  updated_at: number;
  created_by_delivery: string | null;
  created_by_webhook: string | null;
  /** The webhook's present name; for a deleted webhook, the name it had when it made the contact. */
  created_by_webhook_name: string | null;
  requests: number;
  last_request_at: number | null;
  /** Under which a page of the owner may write to it in Messenger. */
  page_scoped_id: string | null;
}

export interface ContactFieldRow {
  key: string;
  text: string;
  original: string | null;
  delivery_id: string | null;
  at: number;
}

export function contactOf(row: ContactRow, fields: readonly ContactFieldRow[]): Contact {
  return {
    userNs: row.user_ns,
    crmContactId: row.crm_contact_id,
    phone: row.phone,
    phoneRaw: row.phone_raw,
    email: row.email_raw,
    firstName: row.first_name,
    lastName: row.last_name,
    name: row.name,
    channel: row.channel,
    label: row.label,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
    createdBy:
      row.created_by_delivery === null || row.created_by_webhook === null
        ? null
        : {
            deliveryId: row.created_by_delivery,
            webhookId: row.created_by_webhook,
            webhookName: row.created_by_webhook_name ?? '',
          },
    requests: row.requests,
    lastRequestAt: row.last_request_at === null ? null : instant(row.last_request_at),
    fields: byKey(fields, ({ text, original, delivery_id, at }) => ({
      text,
      original,
      deliveryId: delivery_id,
      at: instant(at),
    })),
  };
}

/** For identification. */
export function knownContactOf(row: ContactRow, fields: readonly ContactFieldRow[]): KnownContact {
  const { userNs, crmContactId, phone, email, firstName, lastName, name } = slotsOf(row);
  return {
    userNs: row.user_ns,
    label: row.label,
    channel: row.channel,
    identifiers: { userNs, crmContactId, phone, email },
    profile: { firstName, lastName, name },
    fields: byKey(fields, ({ text, original }): FieldValue => ({ text, original })),
  };
}

export const SLOTS = [...IDENTITY_SLOTS, ...PROFILE_SLOTS] as const;

/** What a person sees in each slot: provenance follows it. */
export function slotsOf(row: SlotColumns): Record<IdentitySlot | ProfileSlot, string | null> {
  return {
    userNs: row.user_ns,
    crmContactId: row.crm_contact_id,
    phone: row.phone,
    email: row.email_raw,
    firstName: row.first_name,
    lastName: row.last_name,
    name: row.name,
  };
}

type SlotColumns = Pick<
  ContactRow,
  'user_ns' | 'crm_contact_id' | 'phone' | 'email_raw' | 'first_name' | 'last_name' | 'name'
>;

export interface SourceRow {
  slot: string;
  delivery_id: string | null;
  at: number;
}

/** Where each value that is there came from: what has no source of its own came with the contact. */
export function provenanceOf(row: ContactRow, sources: readonly SourceRow[]): ContactDetail['provenance'] {
  const values = slotsOf(row);
  const creation = { delivery_id: row.created_by_delivery, at: row.created_at };
  return Object.fromEntries(
    SLOTS.filter((slot) => values[slot] !== null).map((slot) => {
      const { delivery_id, at } = sources.find((source) => source.slot === slot) ?? creation;
      return [slot, { deliveryId: delivery_id, at: instant(at) }];
    }),
  );
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Without a prototype: `constructor` is a key like any other. */
function byKey<Value>(fields: readonly ContactFieldRow[], read: (row: ContactFieldRow) => Value) {
  const values: Record<string, Value> = Object.create(null);
  for (const row of fields) values[row.key] = read(row);
  return values;
}
