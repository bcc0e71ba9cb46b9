import type { ContactFinder, IdentifierWrite, KnownContact, WritableSlot } from '#shared/contract/known-contact.ts';
import type { ContactChange, Identification, TraceStep } from '#shared/contract/receipt.ts';
import { slotLabel } from '#shared/contract/slot-words.ts';
import type { IdentitySlot, WebhookConfig } from '#shared/contract/webhook.ts';
import { changeByPolicy } from './change-by-policy.ts';
import type { Identifiers } from './read-identifiers.ts';

/** A User Ns is not among them: it is never changed (ID9). */
const ATTACHED_SLOTS = ['crmContactId', 'phone', 'email'] as const satisfies WritableSlot[];

export interface Attachment {
  identifiers: Partial<Record<WritableSlot, IdentifierWrite>>;
  changes: ContactChange[];
  possibleDuplicates: Identification['possibleDuplicates'];
  trace: TraceStep[];
}

/**
 * ID8, ID9: the identifiers that the contact gets from this request, the deciding one included. One that belongs to somebody else is never
 * attached, whatever the policy. `contact` is null for one that is about to be made; `by` decided, so its step is in the trace already.
 */
export function attachIdentifiers(
  identifiers: Identifiers,
  contact: KnownContact | null,
  by: IdentitySlot | null,
  policy: WebhookConfig['onMatch'],
  find: ContactFinder,
): Attachment {
  const attachment: Attachment = { identifiers: {}, changes: [], possibleDuplicates: [], trace: [] };
  refuseUserNs(attachment, identifiers, contact, find);
  for (const slot of ATTACHED_SLOTS) {
    const { reading, written } = identifiers[slot];
    if (reading.value === null) continue;
    const before = contact?.identifiers[slot] ?? null;
    const owner = find(slot, reading.value);
    if (owner !== null && owner.userNs !== contact?.userNs) {
      refuse(attachment, slot, before, reading.value, owner);
      continue;
    }
    // An e-mail is kept as sent; a contact found to own it already has it, whatever its case.
    const after = slot === 'phone' ? reading.value : written;
    const change = changeByPolicy(slot, before, owner === null ? after : (before ?? after), policy, contact === null);
    attachment.changes.push(change);
    if (change.verdict === 'set') attachment.identifiers[slot] = { value: reading.value, raw: written };
    if (change.verdict === 'unchanged' || slot === by) continue;
    const rule = contact === null ? 'ID8' : 'ID9';
    attachment.trace.push({ rule, sentence: `${slotLabel(slot)}: ${change.sentence}`, decided: false });
  }
  return attachment;
}

/** A User Ns is nobody's to get; one that names somebody else than the contact says that the two may be the same. */
function refuseUserNs(
  attachment: Attachment,
  { userNs: { reading } }: Identifiers,
  contact: KnownContact | null,
  find: ContactFinder,
): void {
  const named = contact === null || reading.value === null ? null : find('userNs', reading.value);
  if (contact === null || named === null || named.userNs === contact.userNs) return;
  refuse(attachment, 'userNs', contact.userNs, named.userNs, named);
}

function refuse(
  attachment: Attachment,
  slot: IdentitySlot,
  before: string | null,
  value: string,
  { userNs, label }: KnownContact,
): void {
  const sentence = `${value} belongs to ${label}, so it is not attached here. They may be the same person.`;
  attachment.changes.push({ slot, verdict: 'not-attached', before, after: before, sentence });
  attachment.possibleDuplicates.push({ slot, value, contact: { userNs, label } });
  attachment.trace.push({ rule: 'ID8', sentence: `${slotLabel(slot)}: ${sentence}`, decided: false });
}
