import type { KnownContact } from '#shared/contract/known-contact.ts';

/** Ann Lee, whom all channels reach, with these field values by key. */
export function person({
  fields = {},
  ...change
}: Partial<Omit<KnownContact, 'fields'>> & { fields?: Record<string, string> } = {}): KnownContact {
  return {
    userNs: 'f1uann',
    label: 'Ann Lee',
    channel: 'sms',
    identifiers: { userNs: 'f1uann', crmContactId: null, phone: '+441174960123', email: 'ann@example.com' },
    profile: { firstName: 'Ann', lastName: 'Lee', name: null },
    fields: Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, { text, original: null }])),
    ...change,
  };
}
