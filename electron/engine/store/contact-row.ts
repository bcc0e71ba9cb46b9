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
  /** 'import:' with the pk of the import, earlier only 'import'; or null: a request or the owner's hand. */
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
  /** What wrote it besides a request and the owner's hand: 'import:' with the pk of the import (earlier only 'import'), 'import-undo', or 'flow:' with that of the flow. */
  via: string | null;
  /** Of a flow, or an import, that is there, where it was asked for. */
  flow_name?: string | null;
  import_id?: string | null;
  at: number;
}

/** The number that follows `flow:` or `import:` in a `via`; null in others. */
export const NUMBER_IN_VIA = (via: string, kind: 'flow' | 'import') =>
  `CASE WHEN ${via} GLOB '${kind}:*' THEN CAST(substr(${via}, ${kind.length + 2}) AS INTEGER) END`;

/** Joins the flow `l` of a `via`; costs nothing where no flow wrote the value. */
export const FLOW_OF_VIA = (via: string) => `LEFT JOIN flow l ON l.pk = ${NUMBER_IN_VIA(via, 'flow')}`;

/** Joins the import `m` of a `via`; costs nothing where none wrote the value. */
export const IMPORT_OF_VIA = (via: string) => `LEFT JOIN contact_import m ON m.pk = ${NUMBER_IN_VIA(via, 'import')}`;

/** Who or what wrote a value. */
export function writtenBy(deliveryId: string | null, via: string | null): Origin {
  if (deliveryId !== null) return 'request';
  if (via === null) return 'hand';
  if (via === 'import-undo') return via;
  return via === 'import' || via.startsWith('import:') ? 'import' : 'flow';
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
    addedBy: addedBy(writtenBy(row.created_by_delivery, row.created_via)),
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
    fields: byKey(fields, ({ text, original, delivery_id, via, flow_name, import_id, at }) => ({
      text,
      original,
      by: writtenBy(delivery_id, via),
      deliveryId: delivery_id,
      flowName: flow_name ?? null,
      importId: import_id ?? null,
      at: instant(at),
    })),
  };
}

function addedBy(origin: Origin): Contact['addedBy'] {
  return origin === 'request' || origin === 'import' ? origin : 'hand';
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
  /** Where it was asked for. */
  import_id?: string | null;
}

/** Where each value that is there came from: what has no source of its own came with the contact. */
export function provenanceOf(
  row: ContactRow,
  sources: readonly SourceRow[],
  createdByImport: string | null,
): ContactDetail['provenance'] {
  const values = slotsOf(row);
  const { created_by_delivery, created_via, created_at } = row;
  const creation = { delivery_id: created_by_delivery, via: created_via, at: created_at, import_id: createdByImport };
  return Object.fromEntries(
    SLOTS.filter((slot) => values[slot] !== null).map((slot) => {
      const { delivery_id, via, at, import_id = null } = sources.find((source) => source.slot === slot) ?? creation;
      const by = writtenBy(delivery_id, via);
      return [slot, { by, deliveryId: delivery_id, flowName: null, importId: import_id, at: instant(at) }];
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
