import type { FieldValue } from './field.ts';
import type { Channel, IdentitySlot, ProfileSlot } from './webhook.ts';

/*
 * The words between the pure middle and the store: identify and mapping read a KnownContact and answer a ContactWrite; they never see
 * the database. None of this crosses the door.
 */

/** An identifier a contact can be given. A User Ns is made by Fieldhook and never written by a request (ID9, ID14). */
export type WritableSlot = Exclude<IdentitySlot, 'userNs'>;

/** What identification and mapping need to know of a contact. */
export interface KnownContact {
  userNs: string;
  label: string;
  channel: Channel;
  /** As they are shown: the phone number in E.164, the e-mail as it was written. Whose a value is, the ContactFinder says. */
  identifiers: Record<IdentitySlot, string | null>;
  profile: Record<ProfileSlot, string | null>;
  /** By key; an object without a prototype. */
  fields: Record<string, FieldValue>;
}

/** By what a contact is found: the four identifiers, and the id under which a page of the owner knows somebody in Messenger. */
export type FindingSlot = IdentitySlot | 'pageScopedId';

/** `value` is normalised by identify (E.164, lower-case NFC e-mail). */
export type ContactFinder = (slot: FindingSlot, value: string) => KnownContact | null;

/**
 * What the owner decided for good about requests of one webhook whose identifiers name different people (ID10): the User Ns of the contact
 * that they are about, by their `constellationOf`; null where nothing was decided.
 */
export type DecidedBefore = (constellation: string) => string | null;

/** `value` is compared and unique; `raw` is kept as the sender wrote it. */
export interface IdentifierWrite {
  value: string;
  raw: string;
}

/** A tag that is there already, or is not there, stays as it is. */
export interface TagEdit {
  add?: string[] | undefined;
  remove?: string[] | undefined;
}

export type ContactWrite =
  | {
      kind: 'create';
      channel: Channel;
      identifiers: Partial<Record<WritableSlot, IdentifierWrite>>;
      profile: Partial<Record<ProfileSlot, string>>;
      fields: Record<string, FieldValue>;
      pageScopedId?: string;
      tags?: TagEdit;
    }
  | {
      kind: 'update';
      userNs: string;
      identifiers: Partial<Record<WritableSlot, IdentifierWrite>>;
      profile: Partial<Record<ProfileSlot, string>>;
      /** null clears the field (CV2). */
      fields: Record<string, FieldValue | null>;
      /** Only where the contact has none yet, and nobody else has this one. */
      pageScopedId?: string;
      tags?: TagEdit;
    };
