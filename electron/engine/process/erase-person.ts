import type { Delivery } from '#shared/contract/delivery.ts';
import type { BackupChoice, Erasure, ErasureCopies } from '#shared/contract/erasure.ts';
import type { ErasedRequest, LocalStore } from '../store/store.ts';
import { erasureWords } from './erasure-words.ts';
import { type Found, PersonSearch } from './person-search.ts';
import { isShortId } from './person-traces.ts';

/** What came of it, and who has to hear of it. */
export interface PersonErased {
  report: Erasure;
  /** The first few of the changed requests as the log shows them now. */
  deliveries: Delivery[];
  /** Whether there are more. */
  isMany: boolean;
  /** User Ns of other contacts that changed. */
  contacts: string[];
  /** Whether samples of webhooks went. */
  hasSample: boolean;
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
  const search = await PersonSearch.begin(store, person);
  const openFrom = await search.requests();
  const values = await search.values();
  const samples = await search.samples();
  const configurations = await search.configurations();
  const before = await store.erasure.copies();
  const at = now();

  let told: Pick<PersonErased, 'deliveries' | 'isMany' | 'contacts'> = { deliveries: [], isMany: false, contacts: [] };
  let done: { isWiped: boolean; replaced: boolean | null } | null = null;
  if (!dryRun) {
    const plan = {
      requests: search.found.map(erasedRequest),
      openFrom,
      values,
      samples,
      replaceBackups: backups === 'replace',
    };
    const committed = await store.erasure.commit(
      person.pk,
      plan,
      (request) => {
        const found = search.look(request);
        return found && erasedRequest(found);
      },
      at,
    );
    if (committed === null) return 'not-found';
    const { deliveries, total, contacts } = committed;
    told = { deliveries, isMany: total > deliveries.length, contacts };
    done = await store.erasure.finish(search.needles());
  }

  const counts = {
    ...search.counts(),
    fields: person.fields,
    samples: samples.length,
    otherValues: values.length,
    configurations,
  };
  const copies: ErasureCopies = { choice: backups, ...before, replaced: done?.replaced ?? null };
  const isWiped = done?.isWiped ?? null;
  const report: Erasure = {
    dryRun,
    at: new Date(at).toISOString(),
    counts,
    requests: search.found.toReversed().slice(0, LISTED).map(listed),
    copies,
    isWiped,
    ...erasureWords({ dryRun, counts, copies, isWiped, hasShortId: isShortId(person.crmContactId) }),
  };
  return { report, ...told, hasSample: samples.length > 0 };
}

function erasedRequest({ seq, receipt }: Found): ErasedRequest {
  return { seq, receipt };
}

function listed({ id, webhookName, receivedAt, about }: Found): Erasure['requests'][number] {
  return { id, webhookName, receivedAt: new Date(receivedAt).toISOString(), about };
}
