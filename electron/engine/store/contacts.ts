import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Contact } from '#shared/contract/contact.ts';
import type { ContactWrite } from '#shared/contract/known-contact.ts';
import type { SegmentCondition } from '#shared/contract/segment.ts';
import { IDENTITY_SLOTS } from '#shared/contract/webhook.ts';
import { chosenContacts } from './chosen-contacts.ts';
import { contactChanges } from './contact-changes.ts';
import { contactFilter } from './contact-filter.ts';
import { contactHistory } from './contact-history.ts';
import { contactMerger } from './contact-merge.ts';
import { contactReader } from './contact-reader.ts';
import { type ContactRow, contactOf, IMPORT_OF_VIA, provenanceOf, requestsOf, type SourceRow } from './contact-row.ts';
import { contactSearch } from './contact-search.ts';
import { contactTags } from './contact-tags.ts';
import { contactTimeline } from './contact-timeline.ts';
import { contactWriter, type Written } from './contact-write.ts';
import { creatingImport } from './creating-import.ts';
import { cutPage, readCursor } from './cursor.ts';
import { type DeletedContact, deletedContacts } from './deleted-contacts.ts';
import { importRecord } from './import-record.ts';
import { KeptDeletions } from './kept-deletions.ts';
import { messageReports } from './message-reports.ts';
import type { MissedReports } from './missed-reports.ts';
import { pastImports } from './past-imports.ts';
import type { ContactEdit, ContactStore } from './port/contact-store.ts';
import type { LocalStore } from './store.ts';
import { whatCounts } from './what-counts.ts';

/** Before the first page. */
const FIRST = Number.MAX_SAFE_INTEGER;
/** Numbers read in one go, a few ms. */
const LISTED = 10_000;
/** Contacts judged in one go at most, a few ms. */
const JUDGED = 2000;

export function contactStore(
  database: Database,
  newId: (prefix: string) => string,
  missed: MissedReports,
): LocalStore['contacts'] {
  const reader = contactReader(database);
  const writer = contactWriter(database, newId);
  const merger = contactMerger(database, reader, newId);
  const search = contactSearch(database);
  const total = database.prepare<[], number>("SELECT value FROM counter WHERE name = 'contacts'").pluck();
  const sources = database.prepare<[number], SourceRow>(
    `SELECT s.slot, s.delivery_id, s.via, s.at, m.id AS import_id
     FROM contact_provenance s ${IMPORT_OF_VIA('s.via')} WHERE s.contact = ?`,
  );
  const webhookName = database
    .prepare<[string], string>('SELECT w.name FROM delivery d JOIN webhook w ON w.pk = d.webhook WHERE d.id = ?')
    .pluck();

  const whole = deletedContacts(database);
  const counted = whatCounts(database);
  const report = messageReports(database);
  const deleted = new KeptDeletions<DeletedContact>();
  const tags = contactTags(database);
  const changes = contactChanges(database);
  const timeline = contactTimeline(database, merger);
  const history = contactHistory(database);

  const importOf = creatingImport(database);

  const contact = (row: ContactRow): Contact => contactOf(row, reader.fields(row.pk));
  const written = ({ pk }: Written): Contact => contact(reader.byPk(pk)!);
  const takenBy = (identifiers: ContactEdit['identifiers'], self: number | null) => {
    for (const slot of IDENTITY_SLOTS) {
      const value = slot === 'userNs' ? undefined : identifiers[slot]?.value;
      const owner = value === undefined ? undefined : reader.bySlot(slot, value);
      if (owner !== undefined && owner.pk !== self) return { taken: slot, by: owner.user_ns };
    }
    return null;
  };

  const create = database.transaction((write: Extract<ContactWrite, { kind: 'create' }>, at: number) => {
    return takenBy(write.identifiers, null) ?? written(writer.create(write, { at, request: null }));
  });
  const update = database.transaction((userNs: string, edit: ContactEdit, at: number) => {
    const row = reader.byUserNs(userNs);
    if (row === undefined) return 'not-found';
    return takenBy(edit.identifiers, row.pk) ?? written(writer.update(row, edit, { at, request: null }));
  });
  const chosen = chosenContacts(database);
  const tagEach = database.transaction((...[numbers, change, at]: Parameters<ContactStore['tagEach']>) =>
    numbers.filter((pk) => chosen.tag(pk, change, at)),
  );
  const remove = database.transaction((rows: readonly ContactRow[], at: number): DeletedContact[] =>
    rows.map((row) => {
      const kept = whole.read(row);
      counted.keep(row.pk, at);
      writer.delete(row);
      return kept;
    }),
  );
  /** Deletes those who are there, so that they can be put back. */
  const removed = (rows: readonly (ContactRow | undefined)[], at: number): string[] => {
    const gone = remove.immediate(
      rows.filter((row) => row !== undefined),
      at,
    );
    for (const kept of gone) deleted.keep(kept.row.user_ns, at, kept);
    return gone.map(({ row }) => row.user_ns);
  };
  const putBack = database.transaction((kept: DeletedContact, at: number) => {
    const { crm_contact_id, phone, email, page_scoped_id } = kept.row;
    const identifiers = { crmContactId: crm_contact_id, phone, email, pageScopedId: page_scoped_id };
    for (const [slot, value] of Object.entries(identifiers) as [keyof typeof identifiers, string | null][]) {
      const owner = value === null ? undefined : reader.bySlot(slot, value);
      if (owner !== undefined) return { taken: slot, by: owner.label };
    }
    const waiting = whole.putBack(kept, at);
    for (const one of missed.all()) report(one.report, one.seq, one.at);
    return { waiting };
  });
  const merge = database.transaction((...[keep, from, how]: Parameters<ContactStore['merge']>) => {
    const [kept, gone] = [reader.byUserNs(keep), reader.byUserNs(from)];
    if (kept === undefined || gone === undefined) return 'not-found';
    const { take, at, dryRun } = how;
    const preview = merger.preview(kept, gone, take, at);
    return { preview, merge: dryRun ? null : merger.merge(kept, gone, { take, at, conflictId: null }) };
  });
  const record = importRecord(database);
  const imports = pastImports(database, reader, writer);
  const writeOne = (write: ContactWrite, imported: number, at: number) => {
    const source = { at, request: null, via: `import:${imported}` as const };
    if (write.kind === 'create') {
      record.created(imported, writer.create(write, source).pk, at);
      return;
    }
    const row = reader.bySlot('userNs', write.userNs)!;
    const edit = record.edit(row, write);
    writer.update(row, write, source);
    record.changed(imported, row.pk, edit, at);
  };
  const inOne = database.transaction((work: () => void) => work());
  const everybody = async () => {
    const pks: number[] = [];
    for (let last = FIRST; ; last = pks.at(-1)!) {
      const some = reader.newest(last, LISTED);
      pks.push(...some);
      if (some.length < LISTED) return pks;
      await setImmediate();
    }
  };
  /** Of everybody, or of what a search finds, those who fulfil the conditions. */
  const matching = async (q: string | null, conditions: readonly SegmentCondition[] | undefined, now: number) => {
    const asked = q === null ? await everybody() : (await search(q, FIRST, FIRST)).pks;
    return conditions === undefined ? asked : contactFilter(database, conditions, now)(asked);
  };
  /** All of them are judged, as the total says how many there are. */
  const belonging = async (
    q: string | null,
    conditions: readonly SegmentCondition[],
    now: number,
    { below, limit }: { below: number; limit: number },
  ) => {
    const pks = await matching(q, conditions, now);
    return { pks: pks.filter((pk) => pk < below).slice(0, limit), total: pks.length };
  };
  /** The next ones down from `below` who fulfil the conditions. */
  const nextBelonging = async (conditions: readonly SegmentCondition[], now: number, below: number, limit: number) => {
    const judge = contactFilter(database, conditions, now);
    const pks: number[] = [];
    // Few at first, as most may belong to it; then more, as few do.
    for (let [last, lot] = [below, limit]; pks.length < limit; lot = Math.min(2 * lot, JUDGED)) {
      const asked = reader.newest(last, lot);
      pks.push(...(await judge(asked)));
      if (asked.length < lot) break;
      last = asked.at(-1)!;
      await setImmediate();
    }
    return pks.slice(0, limit);
  };
  const listed = (pks: readonly number[]) => {
    const tagsOf = tags.ofEach(pks);
    // A search takes several turns of the event loop; a contact may have been deleted since it was found.
    return pks
      .map(reader.byPk)
      .filter((row) => row !== undefined)
      .map((row) => ({ ...contact(row), tags: tagsOf.get(row.pk) ?? [] }));
  };
  const undoMerge = database.transaction((id: string, at: number) => merger.undo(id, at));

  return {
    async page({ q, conditions, now = 0, before, limit }) {
      const below = readCursor(before);
      const words = wordsOf(q);
      const found =
        conditions !== undefined
          ? await belonging(words, conditions, now, { below, limit: limit + 1 })
          : words !== null
            ? await search(words, below, limit + 1)
            : { pks: reader.newest(below, limit + 1), total: total.get() ?? 0 };
      const { shown, nextCursor } = cutPage(found.pks, limit, (pk) => pk);
      return { items: listed(shown), nextCursor, total: found.total };
    },
    async choose(who, now) {
      if ('userNs' in who) return chosen.named(who.userNs);
      const found = await matching(wordsOf(who.q), who.conditions, now);
      const except = new Set(chosen.named(who.except ?? []));
      return except.size === 0 ? found : found.filter((pk) => !except.has(pk));
    },
    listChosen: async (numbers) => listed(numbers),
    tagEach: async (numbers, change, at) => tagEach.immediate(numbers, change, at),
    deleteEach: async (numbers, at) => removed(numbers.map(reader.byPk), at),
    async walk({ conditions, now, before, limit }) {
      const below = readCursor(before);
      const pks =
        conditions === undefined
          ? reader.newest(below, limit + 1)
          : await nextBelonging(conditions, now, below, limit + 1);
      const { shown, nextCursor } = cutPage(pks, limit, (pk) => pk);
      return { items: listed(shown), nextCursor };
    },
    async get(userNs) {
      const row = reader.bySlot('userNs', userNs);
      if (row === undefined) return null;
      const known = { ...contact(row), provenance: provenanceOf(row, sources.all(row.pk), importOf(row)) };
      const names = requestsOf(known).map((id) => [id, webhookName.get(id)] as const);
      return {
        ...known,
        webhookNames: Object.fromEntries(names.filter((entry): entry is [string, string] => entry[1] !== undefined)),
        tags: tags.of(row.pk),
        alsoFoundBy: merger.alsoFoundBy(row.pk),
        merges: merger.into(row.user_ns),
      };
    },
    async history(userNs) {
      const row = reader.bySlot('userNs', userNs);
      return row === undefined
        ? null
        : { userNs: row.user_ns, earlier: history.of(row.pk), changes: changes.of(row.pk) };
    },
    async timeline(userNs, query) {
      const row = reader.bySlot('userNs', userNs);
      return row === undefined ? null : timeline.page(row, query);
    },
    tags: async (limit) => tags.all(limit),
    find: reader.find,
    async writeEach(items, decide, { importId, at }) {
      const decided: ReturnType<typeof decide>[] = [];
      inOne.immediate(() => {
        const imported = record.begin(importId, at);
        for (const item of items) {
          const one = decide(item, reader.find);
          if (one.write !== null) writeOne(one.write, imported, at);
          decided.push(one);
        }
      });
      return decided;
    },
    create: async (write, at) => create.immediate(write, at),
    update: async (userNs, change, at) => update.immediate(userNs, change, at),
    async delete(userNs, at) {
      return removed([reader.byUserNs(userNs)], at).length > 0;
    },
    async putBack(userNs, at) {
      const kept = deleted.get(userNs);
      if (kept === undefined) return 'not-found';
      const result = putBack.immediate(kept, at);
      if (result.waiting !== undefined) deleted.forget(userNs);
      return result;
    },
    async forgetDeleted(until) {
      deleted.forgetUntil(until);
      missed.forgetUntil(until);
    },
    merge: async (keep, from, how) => merge.immediate(keep, from, how),
    undoMerge: async (id, at) => undoMerge.immediate(id, at),
    pastImports: async () => imports.list(),
    pastImport: async (id) => imports.get(id),
    undoImport: async (id, most, at) => imports.undoSome(id, most, at),
  };
}

/** Null where nothing is looked for. */
function wordsOf(q: string | undefined): string | null {
  return q === undefined || q.trim() === '' ? null : q;
}
