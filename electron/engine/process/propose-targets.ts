import type { ImportTarget } from '#shared/contract/contact-import.ts';
import type { Field } from '#shared/contract/field.ts';
import type { IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';

/** What the columns of other programs are called, in letters and digits alone. */
const NAMES: Record<IdentitySlot | ProfileSlot, readonly string[]> = {
  userNs: ['userns'],
  crmContactId: ['crmcontactid', 'contactid', 'customerid', 'customernumber', 'kundennummer'],
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

/** Where each column probably goes, by its name; no two go to the same place. */
export function proposeTargets(
  columns: readonly string[],
  fields: readonly Pick<Field, 'key' | 'name'>[],
): (ImportTarget | null)[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const target = targetOf(plain(column), fields);
    const key = JSON.stringify(target);
    if (target === null || taken.has(key)) return null;
    taken.add(key);
    return target;
  });
}

function targetOf(name: string, fields: readonly Pick<Field, 'key' | 'name'>[]): ImportTarget | null {
  const slot = Object.entries(NAMES).find(([, names]) => names.includes(name))?.[0];
  if (slot !== undefined) return { slot: slot as IdentitySlot | ProfileSlot };
  const field = fields.find((one) => name !== '' && (plain(one.name) === name || plain(one.key) === name));
  return field === undefined ? null : { field: field.key };
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
