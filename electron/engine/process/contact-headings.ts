import type { Field } from '#shared/contract/field.ts';
import type { IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';

/** The column that makes a file one of contacts as they are exported. */
export const USER_NS_HEADING = 'User Ns';

/** The column of an export with tags. */
export const TAGS_HEADING = 'Tags';

/** Columns of the export that nothing is imported from. */
export const FACT_HEADINGS = ['Channel', 'Added', 'Last request'] as const;

/** What the columns of other programs are called, in letters and digits alone. */
const SLOT_NAMES: Record<IdentitySlot | ProfileSlot, readonly string[]> = {
  userNs: ['userns'],
  crmContactId: ['crmcontactid', 'contactid', 'customerid', 'customernumber', 'kundennummer', 'kundennr'],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'telephone',
    'telephonenumber',
    'tel',
    'cell',
    'cellphone',
    'telefon',
    'telefonnummer',
    'mobiltelefon',
    'mobilnummer',
    'mobil',
    'handy',
    'handynummer',
    // Google Contacts.
    'phone1value',
  ],
  email: ['email', 'emailaddress', 'mail', 'mailaddress', 'emailadresse', 'mailadresse', 'email1value'],
  firstName: ['firstname', 'givenname', 'forename', 'vorname'],
  lastName: ['lastname', 'surname', 'familyname', 'nachname'],
  name: ['name', 'fullname', 'contactname', 'displayname'],
};

type Named = Pick<Field, 'key' | 'name'>;

/** How the export heads the column of a field: by its name alone where an import finds the field by that, else with its key. */
export function headingOf(field: Named, fields: readonly Named[]): string {
  const { key, name } = field;
  const isFact = [...FACT_HEADINGS, TAGS_HEADING].some((heading) => plain(heading) === plain(name));
  const isFound = slotCalled(name) === null && fieldCalled(name, fields)?.key === key;
  return isFound && !isFact ? name : `${name} (field: ${key})`;
}

export function slotCalled(heading: string): IdentitySlot | ProfileSlot | null {
  const slot = Object.entries(SLOT_NAMES).find(([, names]) => names.includes(plain(heading)))?.[0];
  return (slot as IdentitySlot | ProfileSlot | undefined) ?? null;
}

/** What the column of tags is called. */
export function isCalledTags(heading: string): boolean {
  return ['tags', 'tag', 'labels', 'schlagworte', 'schlagwörter'].includes(plain(heading));
}

export function fieldCalled<Some extends Named>(heading: string, fields: readonly Some[]): Some | undefined {
  const key = /\(field: ([^()]+)\)$/.exec(heading)?.[1];
  const name = plain(heading);
  return (
    fields.find((field) => field.key === key) ??
    fields.find((field) => name !== '' && (plain(field.name) === name || plain(field.key) === name))
  );
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
