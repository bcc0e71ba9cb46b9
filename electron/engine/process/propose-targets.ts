import { type ImportTarget, placeOf } from '#shared/contract/contact-import.ts';
import type { Field } from '#shared/contract/field.ts';
import type { IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';
import { writingOf } from '#shared/text/date-writings.ts';

/** What the columns of other programs are called, in letters and digits alone. */
const NAMES: Record<IdentitySlot | ProfileSlot, readonly string[]> = {
  userNs: ['userns'],
  crmContactId: ['crmcontactid', 'contactid', 'customerid', 'customernumber', 'kundennummer', 'kundennr'],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'telephone',
    'tel',
    'telefon',
    'handy',
    'cell',
  ],
  email: ['email', 'emailaddress', 'mail', 'mailaddress'],
  firstName: ['firstname', 'givenname', 'forename', 'vorname'],
  lastName: ['lastname', 'surname', 'familyname', 'nachname'],
  name: ['name', 'fullname', 'contactname', 'displayname'],
};

/** Where each column probably goes, by its name; no two go to the same place. How it writes dates is guessed from its `samples`. */
export function proposeTargets(
  columns: readonly { name: string; samples: readonly string[] }[],
  fields: readonly Pick<Field, 'key' | 'name' | 'type'>[],
  country: string,
): (ImportTarget | null)[] {
  const taken = new Set<string>();
  return columns.map(({ name, samples }) => {
    const target = targetOf(plain(name), samples, fields, country);
    if (target === null) return null;
    const key = placeOf(target);
    if (taken.has(key)) return null;
    taken.add(key);
    return target;
  });
}

function targetOf(
  name: string,
  samples: readonly string[],
  fields: readonly Pick<Field, 'key' | 'name' | 'type'>[],
  country: string,
): ImportTarget | null {
  const slot = Object.entries(NAMES).find(([, names]) => names.includes(name))?.[0];
  if (slot !== undefined) return { slot: slot as IdentitySlot | ProfileSlot };
  const field = fields.find((one) => name !== '' && (plain(one.name) === name || plain(one.key) === name));
  if (field === undefined) return null;
  const pattern = field.type === 'date' || field.type === 'datetime' ? writingOf(samples, country) : null;
  return { field: field.key, ...(pattern !== null && { pattern }) };
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
