import type { ContactWrite } from '#shared/contract/known-contact.ts';

/** What a contact that is about to be made will be called on screen; the store's label says the same once it is there. */
export function newContactLabel({ profile, identifiers }: Extract<ContactWrite, { kind: 'create' }>): string {
  const fullName = [profile.firstName, profile.lastName].filter((part) => part !== undefined).join(' ');
  const { email, phone, crmContactId } = identifiers;
  return profile.name ?? (fullName || (email?.raw ?? phone?.value ?? crmContactId?.value ?? 'New contact'));
}
