import type { KnownContact } from '#shared/contract/known-contact.ts';
import { zoneOf } from '../identify/phone-zones.ts';

/** What templates can say of a contact, by its names under `contact`. Null and blank ones are missing. */
export function contactNames({ userNs, identifiers, profile, channel }: KnownContact): Record<string, string | null> {
  const { firstName, lastName } = profile;
  const fullName = [firstName, lastName].filter((part) => part !== null).join(' ');
  return {
    first_name: firstName,
    last_name: lastName,
    name: profile.name ?? fullName,
    phone: identifiers.phone,
    email: identifiers.email,
    crm_contact_id: identifiers.crmContactId,
    user_ns: userNs,
    channel,
    time_zone: identifiers.phone === null ? null : zoneOf(identifiers.phone),
  };
}
