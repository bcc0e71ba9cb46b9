import type { Delivery } from '#shared/contract/delivery.ts';
import type { BackupChoice, Erasure, ErasureCopies, ErasureCounts } from '#shared/contract/erasure.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import type { ErasablePerson, ErasedRequest, ErasurePlan } from '../store/port/erasure-store.ts';
import type { LocalStore } from '../store/store.ts';
import { erasureWords } from './erasure-words.ts';
import { type Found, PersonSearch } from './person-search.ts';

/** What came of it, and who has to hear of it. */
export interface PersonErased {
  report: Erasure;
  /** The first few of the changed requests as the log shows them now. */
  deliveries: Delivery[];
  /** User Ns of contacts that changed or went. */
  contacts: string[];
  /** Whether more has changed than these: further requests, samples, messages, flows, conflicts. */
  isMore: boolean;
}

const LISTED = 100;

/**
 * LG3: looks through everything that is stored for a person, and unless it is a dry run makes them gone: in one transaction for every
 * reader, then from the disk. Searching takes a while where much is stored; requests go on being taken and worked on meanwhile.
 */
export async function erasePerson(
  store: LocalStore,
  userNs: string,
  { dryRun, backups }: { dryRun: boolean; backups: BackupChoice },
  now: () => number,
): Promise<PersonErased | 'not-found'> {
  const person = await store.erasure.person(userNs);
  if (person === null) return 'not-found';
  // What could still be put back would bring the person back.
  if (!dryRun) await store.care.forgetDeleted(Number.MAX_SAFE_INTEGER);
  const search = await PersonSearch.begin(store, person);
  const openFrom = await search.requests();
  const plan = {
    openFrom,
    values: await search.values(),
    elsewhere: await search.elsewhere(),
    samples: await search.samples(),
    addresses: search.known.addresses,
    replaceBackups: backups === 'replace',
  };
  const configurations = await search.configurations();
  const before = await store.erasure.copies();
  const at = now();

  const made = dryRun ? null : await carryOut(store, person, search, plan, at);
  if (made === 'gone') return 'not-found';
  const counts: ErasureCounts = { ...search.counts(), ...countsAround(person, plan), configurations };
  const copies: ErasureCopies = { choice: backups, ...before, replaced: made?.replaced ?? null };
  const isWiped = made?.isWiped ?? null;
  const said = { dryRun, counts, copies, isWiped, hasShortId: search.known.hasShortId, isOptedOut: person.isOptedOut };
  const report: Erasure = {
    ...{ dryRun, at: new Date(at).toISOString(), counts, copies, isWiped },
    requests: search.found.toReversed().slice(0, LISTED).map(listed),
    ...erasureWords(said, localeOf((await store.settings.get()).country)),
  };
  const { deliveries = [], total = 0, contacts = [] } = made ?? {};
  const { messages, runs, conflicts, elsewhere, samples } = counts;
  const isMore = total > deliveries.length || messages + runs + conflicts + elsewhere + samples > 0;
  return { report, deliveries, contacts: [person.userNs, ...contacts], isMore };
}

async function carryOut(
  store: LocalStore,
  person: ErasablePerson,
  search: PersonSearch,
  plan: Omit<ErasurePlan, 'requests'>,
  at: number,
) {
  const requests = search.found.map(erasedRequest);
  const committed = await store.erasure.commit(
    person.pk,
    { ...plan, requests },
    (request) => {
      const found = search.look(request);
      return found && erasedRequest(found);
    },
    at,
  );
  if (committed === null) return 'gone';
  // Likewise what was deleted while they were looked for.
  await store.care.forgetDeleted(Number.MAX_SAFE_INTEGER);
  return { ...committed, ...(await store.erasure.finish(search.known.needles)) };
}

function countsAround(
  { crmContactId, phone, email, firstName, lastName, name, aliases, fields, messages, runs, merges }: ErasablePerson,
  { values, elsewhere, samples }: Pick<ErasurePlan, 'values' | 'elsewhere' | 'samples'>,
) {
  const own = [crmContactId, phone, email, firstName, lastName, name].filter((value) => value !== null);
  const conflicts = elsewhere.filter(({ source }) => source === 'conflict').length;
  return {
    // The User Ns is one of them.
    identifiers: 1 + own.length + aliases.length,
    ...{ fields, messages, runs, merges, conflicts },
    samples: samples.length,
    otherValues: values.length,
    elsewhere: elsewhere.length - conflicts,
  };
}

function erasedRequest({ seq, receipt }: Found): ErasedRequest {
  return { seq, receipt };
}

function listed({ id, webhookName, receivedAt, about }: Found): Erasure['requests'][number] {
  return { id, webhookName, receivedAt: new Date(receivedAt).toISOString(), about };
}
