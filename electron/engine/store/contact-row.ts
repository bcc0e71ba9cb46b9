import type { ChangeOrigin, Contact, ContactDetail, Origin } from '#shared/contract/contact.ts';
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
  /** 'import', or null: a request or the owner's hand. */
  created_via: string | null;
  created_by_webhook: string | null;
  /** The webhook's present name; for a deleted webhook, the name it had when it made the contact. */
  created_by_webhook_name: string | null;
  requests: number;
  last_request_at: number | null;
  /** Under which a page of the owner may write to it in Messenger. */
  page_scoped_id: string | null;
}

/** A value of a custom field. */
export interface ContactValueRow {
  key: string;
  text: string;
  original: string | null;
}

/** With where it came from. */
export interface ContactFieldRow extends ContactValueRow {
  delivery_id: string | null;
  /** What wrote it besides a request and the owner's hand: 'import', 'import-undo', or 'flow:' with the pk of the flow. */
  via: string | null;
  /** Of a flow that is there, where it was asked for. */
  flow_name?: string | null;
  at: number;
}

/** Joins the flow `l` of a `via`; costs nothing where no flow wrote the value. */
export const FLOW_OF_VIA = (via: string) =>
  `LEFT JOIN flow l ON l.pk = CASE WHEN ${via} GLOB 'flow:*' THEN CAST(substr(${via}, 6) AS INTEGER) END`;

/** Who or what wrote a value. */
export function writtenBy(deliveryId: string | null, via: string | null): Origin {
  if (deliveryId !== null) return 'request';
  if (via === null) return 'hand';
  return via === 'import' || via === 'import-undo' ? via : 'flow';
}

/** Who or what changed a value, or a tag. */
export function changedBy(deliveryId: string | null, via: string | null): ChangeOrigin {
  return via === 'merge' || via === 'unmerge' || via === 'erasure' ? via : writtenBy(deliveryId, via);
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
    addedBy: row.created_by_delivery !== null ? 'request' : row.created_via === 'import' ? 'import' : 'hand',
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
    fields: byKey(fields, ({ text, original, delivery_id, via, flow_name, at }) => ({
      text,
      original,
      by: writtenBy(delivery_id, via),
      deliveryId: delivery_id,
      flowName: flow_name ?? null,
      at: instant(at),
    })),
  };
}

/** For identification. */
export function knownContactOf(row: ContactRow, fields: readonly ContactValueRow[]): KnownContact {
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

export type SlotColumns = Pick<
  ContactRow,
  'user_ns' | 'crm_contact_id' | 'phone' | 'email_raw' | 'first_name' | 'last_name' | 'name'
>;

export interface SourceRow {
  slot: string;
  delivery_id: string | null;
  via: string | null;
  at: number;
}

/** Where each value that is there came from: what has no source of its own came with the contact. */
export function provenanceOf(row: ContactRow, sources: readonly SourceRow[]): ContactDetail['provenance'] {
  const values = slotsOf(row);
  const creation = { delivery_id: row.created_by_delivery, via: row.created_via, at: row.created_at };
  return Object.fromEntries(
    SLOTS.filter((slot) => values[slot] !== null).map((slot) => {
      const { delivery_id, via, at } = sources.find((source) => source.slot === slot) ?? creation;
      return [slot, { by: writtenBy(delivery_id, via), deliveryId: delivery_id, flowName: null, at: instant(at) }];
    }),
  );
}

/** The requests that set what is here. */
export function requestsOf({ fields, provenance }: Pick<ContactDetail, 'fields' | 'provenance'>): string[] {
  const sources = [...Object.values(fields), ...Object.values(provenance)];
  return [...new Set(sources.flatMap(({ deliveryId }) => deliveryId ?? []))];
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Without a prototype: `constructor` is a key like any other. */
function byKey<Row extends ContactValueRow, Value>(fields: readonly Row[], read: (row: Row) => Value) {
  const values: Record<string, Value> = Object.create(null);
  for (const row of fields) values[row.key] = read(row);
  return values;
}
