import type { ContactWrite, KnownContact } from '#shared/contract/known-contact.ts';
import { newContactLabel } from './new-contact-label.ts';

/** A contact as it would be after a write: what the flow of a dry run goes on with. */
export function contactAfter(write: ContactWrite, known: KnownContact | null): KnownContact {
  const before = known ?? newContact(write);
  const identifiers = { ...before.identifiers };
  for (const slot of ['crmContactId', 'phone', 'email'] as const) {
    const given = write.identifiers[slot];
    if (given !== undefined) identifiers[slot] = slot === 'email' ? given.raw : given.value;
  }
  const fields: KnownContact['fields'] = Object.assign(Object.create(null), before.fields);
  for (const [key, value] of Object.entries(write.fields)) {
    if (value === null) delete fields[key];
    else fields[key] = value;
  }
  return { ...before, identifiers, profile: { ...before.profile, ...write.profile }, fields };
}

function newContact(write: ContactWrite): KnownContact {
  return {
    userNs: '',
    label: write.kind === 'create' ? newContactLabel(write) : '',
    channel: write.kind === 'create' ? write.channel : 'sms',
    identifiers: { userNs: null, crmContactId: null, phone: null, email: null },
    profile: { firstName: null, lastName: null, name: null },
    fields: {},
  };
}
