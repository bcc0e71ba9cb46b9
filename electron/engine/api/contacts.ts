import type { ContactDetail } from '#shared/contract/contact.ts';
import type { FindingSlot } from '#shared/contract/known-contact.ts';
import { SLOT_WORDS } from '#shared/contract/slot-words.ts';
import { MOST_TAGS_OFFERED } from '#shared/contract/tag.ts';
import type { IdentitySlot } from '#shared/contract/webhook.ts';
import { AppError } from '#shared/errors.ts';
import type { PersonErased } from '../process/erase-person.ts';
import { contactEdit, newContact } from './contact-edit.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { conditionsOf } from './segments.ts';
import type { ApiServices } from './services.ts';

export function contactHandlers(services: ApiServices) {
  const { store, clock, hub } = services;

  const load = async (userNs: string): Promise<ContactDetail> => found(await store.contacts.get(userNs), 'contact');

  return {
    async listContacts({ query: { segment, ...query } }) {
      const conditions = await conditionsOf(store, segment);
      return store.contacts.page({ ...query, conditions, now: clock.now() });
    },

    async createContact({ body }) {
      const edit = contactEdit(body, await store.settings.get(), await store.fields.list());
      const { userNs } = await unclaimed(services, await store.contacts.create(newContact(edit), clock.now()));
      hub.publish({ type: 'contact', userNs });
      return load(userNs);
    },

    async getContact({ params }) {
      return load(params.userNs);
    },

    async getContactHistory({ params }) {
      return found(await store.contacts.history(params.userNs), 'contact');
    },

    async getContactTimeline({ params, query }) {
      return found(await store.contacts.timeline(params.userNs, query), 'contact');
    },

    async listTags() {
      return { tags: await store.contacts.tags(MOST_TAGS_OFFERED) };
    },

    async updateContact({ params, body }) {
      await load(params.userNs);
      const edit = contactEdit(body, await store.settings.get(), await store.fields.list());
      const result = found(await store.contacts.update(params.userNs, edit, clock.now()), 'contact');
      await unclaimed(services, result);
      hub.publish({ type: 'contact', userNs: params.userNs });
      return load(params.userNs);
    },

    async eraseContact({ params, body }) {
      const { userNs } = params;
      const { report, ...changed } = found(await services.erasing.person(userNs, body), 'contact');
      if (body.dryRun) return report;
      await services.importing.forget();
      await services.bulk.forget();
      services.exports.forget();
      tellErased(services, changed);
      return report;
    },

    async deleteContact({ params }) {
      found(await store.contacts.delete(params.userNs, clock.now()), 'contact');
      hub.publish({ type: 'contact', userNs: params.userNs });
    },

    async restoreContact({ params: { userNs } }) {
      const result = found(await store.contacts.putBack(userNs, clock.now()), 'contact');
      if ('taken' in result) throw new AppError('NOT_PUT_BACK', takenBy(result.taken, result.by));
      hub.publish({ type: 'contact', userNs });
      // Whoever sends hears that there may be something to do.
      for (const message of result.waiting.messages) hub.publish({ type: 'message', contact: userNs, ...message });
      for (const run of result.waiting.runs) hub.publish({ type: 'run', contact: userNs, ...run });
      // Flows of it may be due, and its requests are found by its name again.
      services.processing.poke();
      return load(userNs);
    },
  } satisfies Partial<Handlers>;
}

function takenBy(slot: FindingSlot, by: string): string {
  const what = slot === 'pageScopedId' ? 'account in Messenger' : SLOT_WORDS[slot];
  return `The contact “${by}” has its ${what} by now.`;
}

/** Past news still say what was erased; they go. Then everybody hears of what is different now. */
function tellErased({ hub }: ApiServices, { deliveries, contacts, isMore }: Omit<PersonErased, 'report'>): void {
  hub.forget();
  for (const one of contacts) hub.publish({ type: 'contact', userNs: one });
  if (isMore) hub.publish({ type: 'reset' });
  for (const delivery of deliveries) hub.publish({ type: 'delivery', delivery, isNew: false });
  hub.publish({ type: 'backups' });
}

/** What the store wrote, unless an identifier already belongs to somebody: the error says to whom. */
async function unclaimed<Result extends object>(
  { store }: ApiServices,
  result: Result | { taken: IdentitySlot; by: string },
): Promise<Result> {
  if (!('taken' in result)) return result;
  const { label } = (await store.contacts.get(result.by)) ?? { label: 'another contact' };
  const message = `This ${IDENTIFIER_NAMES[result.taken]} already belongs to ${label}.`;
  throw new AppError('IDENTIFIER_TAKEN', message, [{ pointer: `/${result.taken}`, message }]);
}

const IDENTIFIER_NAMES = {
  userNs: 'User Ns',
  crmContactId: 'CRM Contact Id',
  phone: 'phone number',
  email: 'e-mail',
} as const satisfies Record<IdentitySlot, string>;
