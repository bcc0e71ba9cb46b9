import type { Database } from 'better-sqlite3';
import type { Merge } from '#shared/contract/contact.ts';
import type { TimelineEntry, TimelineKind, TimelinePage } from '#shared/contract/timeline.ts';
import { AppError } from '#shared/errors.ts';
import { contactChanges } from './contact-changes.ts';
import type { ContactMerger } from './contact-merge.ts';
import { type ContactRow, contactOf, FLOW_OF_VIA, IMPORT_OF_VIA } from './contact-row.ts';
import { creatingImport } from './creating-import.ts';
import { pageTexts } from './delivery-log-texts.ts';
import { type DeliveryRow, deliveryOf } from './delivery-row.ts';
import { ENDING_JOINS, ENDING_NAMES } from './field-endings.ts';
import { MESSAGE, type MessageRow, messageOf } from './message-row.ts';
import { RUN, RUN_STEPS, type RunRow, type RunStepRow, runOf } from './run-row.ts';
import { type HeldRow, valueChanges } from './value-changes.ts';

/** A way to one entry, read only where it is shown. */
interface Found {
  at: number;
  /** Where the next page of its source starts. */
  place: Place;
  entry: () => TimelineEntry;
}

/** Of a row its number; of what happened to the contact itself the time, and which of those of that time. */
type Place = readonly [number] | readonly [number, number];

/** Newest first; of what happened at one time, what came of something stands before it. */
const SOURCES = ['messages', 'runs', 'own', 'conflicts', 'requests'] as const;
type Source = (typeof SOURCES)[number];

const KIND: Record<Source, TimelineKind> = {
  messages: 'messages',
  runs: 'flows',
  own: 'changes',
  conflicts: 'requests',
  requests: 'requests',
};

/**
 * Everything that happened with one person in one list. Each source is walked down its own index, a page at most, and what is kept of values is
 * bounded; so a page costs the same however much there is. The cursor holds how far each of them was shown.
 */
export function contactTimeline(database: Database, merger: Pick<ContactMerger, 'about'>) {
  const sql = timelineStatements(database);
  const changes = contactChanges(database);
  const importOf = creatingImport(database);

  const readers: Record<Source, (row: ContactRow, below: Place, limit: number) => Found[]> = {
    messages: ({ pk }, [below], limit) =>
      sql.messages.all({ contact: pk, below, limit }).map((row) => ({
        at: row.created_at,
        place: [row.pk],
        entry: () => ({ kind: 'message', at: instant(row.created_at), message: messageOf(row) }),
      })),
    runs: ({ pk }, [below], limit) =>
      sql.runs.all({ contact: pk, below, limit }).map((row) => ({
        at: row.started_at,
        place: [row.pk],
        entry: () => ({ kind: 'run', at: instant(row.started_at), run: runOf(row, sql.steps.all(row.pk)) }),
      })),
    conflicts: ({ pk, user_ns }, [below], limit) =>
      sql.conflicts.all({ contact: pk, userNs: user_ns, below, limit }).map((row) => ({
        at: row.at,
        place: [row.pk],
        entry: () => conflictEntry(row),
      })),
    requests({ pk }, [below], limit) {
      const asked = { contact: pk, first: 0, last: below - 1, limit };
      const rows = sql.requests.flatMap((statement) => statement.all(asked));
      return rows
        .toSorted((one, other) => other.seq - one.seq)
        .slice(0, limit)
        .map((row) => ({
          at: row.received_at,
          place: [row.seq],
          entry: () => ({ kind: 'request', at: instant(row.received_at), delivery: deliveryOf(row) }),
        }));
    },
    own: (row, [time, nth = 0]) =>
      inOrder(ownEntries(row)).filter(({ at, place }) => at < time || (at === time && place[1]! > nth)),
  };

  const ownEntries = (row: ContactRow): TimelineEntry[] => {
    const { pk, user_ns, created_at: at, created_by_delivery: deliveryId, created_via: via } = row;
    const held = sql.held.all({ contact: pk });
    const { addedBy, createdBy } = contactOf(row, []);
    return [
      ...merger.about(user_ns).flatMap(mergeEntries),
      ...valueChanges(held, changes.rowsOf(pk), { at, deliveryId, via }),
      { kind: 'added', at: instant(at), addedBy, createdBy, importId: importOf(row) },
    ];
  };

  return {
    page(
      row: ContactRow,
      { only, before, limit }: { only?: TimelineKind | undefined; before?: string | undefined; limit: number },
    ): TimelinePage {
      const places = readPlaces(before);
      const asked = SOURCES.filter((source) => only === undefined || KIND[source] === only);
      const waiting = asked.map((source) => ({ source, found: readers[source](row, places[source], limit + 1) }));
      const items: TimelineEntry[] = [];
      for (;;) {
        const next = latest(waiting);
        if (next === null) return { userNs: row.user_ns, items, nextCursor: null };
        if (items.length === limit) return { userNs: row.user_ns, items, nextCursor: writePlaces(places) };
        const one = next.found.shift()!;
        places[next.source] = one.place;
        items.push(one.entry());
      }
    },
  };
}

function latest<Of extends { found: Found[] }>(waiting: readonly Of[]): Of | null {
  let latestOf: Of | null = null;
  for (const one of waiting) {
    const at = one.found[0]?.at;
    if (at !== undefined && (latestOf === null || at > latestOf.found[0]!.at)) latestOf = one;
  }
  return latestOf;
}

/** With their places: the time, and which of that time. */
function inOrder(entries: readonly TimelineEntry[]): Found[] {
  let nth = 0;
  return entries
    .map((entry) => ({ at: Date.parse(entry.at), entry: () => entry }))
    .toSorted((one, other) => other.at - one.at)
    .map((one, index, all) => {
      nth = all[index - 1]?.at === one.at ? nth + 1 : 1;
      return { ...one, place: [one.at, nth] };
    });
}

function mergeEntries(merge: Merge): TimelineEntry[] {
  const made = { kind: 'merge' as const, merge, at: merge.at, isUndoing: false };
  return merge.undoneAt === null ? [made] : [made, { ...made, at: merge.undoneAt, isUndoing: true }];
}

interface ConflictedRow {
  pk: number;
  id: string;
  at: number;
  delivery_id: string;
  webhook_name: string;
  choice: 'pick' | 'new' | 'merge' | null;
  is_theirs: number;
}

function conflictEntry({ id, at, delivery_id, webhook_name, choice, is_theirs }: ConflictedRow): TimelineEntry {
  return {
    ...{ kind: 'conflict', at: instant(at), conflictId: id, deliveryId: delivery_id, webhookName: webhook_name },
    ...{ choice, isTheirs: is_theirs === 1 },
  };
}

type Places = Record<Source, Place>;

const FIRST = Number.MAX_SAFE_INTEGER;

function readPlaces(before: string | undefined): Places {
  if (before === undefined) {
    return { messages: [FIRST], runs: [FIRST], own: [FIRST, 0], conflicts: [FIRST], requests: [FIRST] };
  }
  const [messages, runs, time, nth, conflicts, requests] = /^\d{1,16}(\.\d{1,16}){5}$/.test(before)
    ? before.split('.').map(Number)
    : [];
  if (requests === undefined) {
    throw new AppError('INVALID_INPUT', undefined, [
      { pointer: '/before', message: 'This is not a page of this list.' },
    ]);
  }
  return {
    messages: [messages!],
    runs: [runs!],
    own: [time!, nth!],
    conflicts: [conflicts!],
    requests: [requests],
  };
}

function writePlaces(places: Places): string {
  return SOURCES.flatMap((source) => places[source]).join('.');
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Named indexes: none of these may ever walk a whole table. */
export const TIMELINE_TEXTS = {
  messages: `${MESSAGE} WHERE m.pk IN (
      SELECT pk FROM message INDEXED BY message_by_contact WHERE contact = @contact AND pk < @below ORDER BY pk DESC LIMIT @limit)
    ORDER BY m.pk DESC`,
  runs: `${RUN} WHERE r.pk IN (
      SELECT pk FROM flow_run INDEXED BY flow_run_latest WHERE contact = @contact AND pk < @below ORDER BY pk DESC LIMIT @limit)
    ORDER BY r.pk DESC`,
  conflicts: `SELECT k.pk, k.id, k.created_at AS at, d.id AS delivery_id, w.name AS webhook_name, k.choice,
      k.decided_at IS NOT NULL AND coalesce(i.contact, d.contact) IS @contact AS is_theirs
    FROM conflict_candidate n INDEXED BY conflict_candidate_by_contact CROSS JOIN conflict k ON k.pk = n.conflict
      CROSS JOIN delivery d ON d.seq = k.seq CROSS JOIN webhook w ON w.pk = d.webhook
      LEFT JOIN delivery_item i ON i.seq = k.seq AND i.position = k.item
    WHERE n.user_ns = @userNs AND n.conflict < @below ORDER BY n.conflict DESC LIMIT @limit`,
  held: `SELECT v.field, f.key, f.name, f.type, v.text, v.delivery_id, v.via, w.name AS webhook_name, l.name AS flow_name,
      m.id AS import_id, v.at, v.ended_at, v.ended_by, v.ended_delivery_id, v.ended_via, ${ENDING_NAMES}
    FROM (
      SELECT field, text, delivery_id, via, at, ended_at, ended_by, ended_delivery_id, ended_via, pk FROM contact_field_past INDEXED BY contact_field_past_by_contact
        WHERE contact = @contact
      UNION ALL SELECT field, text, delivery_id, via, at, NULL, NULL, NULL, NULL, NULL FROM contact_field WHERE contact = @contact
    ) v CROSS JOIN field f ON f.pk = v.field
      LEFT JOIN delivery d ON d.id = v.delivery_id LEFT JOIN webhook w ON w.pk = d.webhook ${FLOW_OF_VIA('v.via')} ${IMPORT_OF_VIA('v.via')} ${ENDING_JOINS('v')}
    ORDER BY v.field, v.pk IS NULL, v.pk`,
  requests: pageTexts({ contact: '' }),
} as const;

function timelineStatements(database: Database) {
  type Asked = { contact: number; below: number; limit: number };
  return {
    messages: database.prepare<[Asked], MessageRow>(TIMELINE_TEXTS.messages),
    runs: database.prepare<[Asked], RunRow>(TIMELINE_TEXTS.runs),
    steps: database.prepare<[number], RunStepRow>(RUN_STEPS),
    conflicts: database.prepare<[Asked & { userNs: string }], ConflictedRow>(TIMELINE_TEXTS.conflicts),
    held: database.prepare<[{ contact: number }], HeldRow>(TIMELINE_TEXTS.held),
    requests: TIMELINE_TEXTS.requests.map((text) =>
      database.prepare<[{ contact: number; first: number; last: number; limit: number }], DeliveryRow>(text),
    ),
  };
}
