import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { DeliveryQuery } from '#shared/contract/delivery.ts';
import { cutPage, readCursor } from './cursor.ts';
import { deliveryHours } from './delivery-hours.ts';
import {
  countTexts,
  isFiltered,
  isTimed,
  type LogFilter,
  pageTexts,
  textCountText,
  textPageText,
} from './delivery-log-texts.ts';
import { type DeliveryRow, deliveryOf } from './delivery-row.ts';
import type { DeliveryStore } from './port/delivery-store.ts';
import { searchExpression, type WordsFrom } from './search-words.ts';

type Parameters = Record<string, string | number>;

/** Requests with the words in them that are looked at in one go for whether they fit the other filters; between two lots others are served. */
const WALKED = 5000;
/** Numbers of requests that are counted in one go, a few ms. */
const COUNTED = 10_000;
/** Beginnings of more words than this are left to FTS5. */
const MAX_WORDS = 64;

/** The log, newest first, by keyset: a page costs the same however deep it lies. */
export function deliveryLog(database: Database): Pick<DeliveryStore, 'page' | 'count'> {
  const hours = deliveryHours(database);
  const webhookPk = database.prepare<[string], number>('SELECT pk FROM webhook WHERE id = ?').pluck();
  const contactPk = database.prepare<[string], number>('SELECT pk FROM contact WHERE user_ns = ?').pluck();
  const newest = database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM delivery').pluck();
  const matching = database
    .prepare<[{ match: string; first: number; last: number; walked: number }], number>(
      `SELECT rowid FROM delivery_search WHERE delivery_search MATCH @match AND rowid BETWEEN @first AND @last
       ORDER BY rowid DESC LIMIT @walked`,
    )
    .pluck();
  const isHiding = database
    .prepare<[], number>('SELECT EXISTS (SELECT 1 FROM search_hidden) OR EXISTS (SELECT 1 FROM search_webhook)')
    .pluck();
  const deletedWebhook = database
    .prepare<[], number>("SELECT EXISTS (SELECT 1 FROM unfinished_deletion WHERE kind = 'webhook')")
    .pluck();
  const hasDeleted = () => deletedWebhook.get() === 1;
  const wordsFrom = wordFinder(database);
  const rowsOf = preparedOnce((text) => database.prepare<[Parameters], DeliveryRow>(text));
  const countOf = preparedOnce((text) => database.prepare<[Parameters], number>(text).pluck());

  /** What the statements are given for a filter, of what lies before the cursor; null where nothing can fit. */
  const asked = (query: LogFilter & { before?: string | undefined }) => {
    const below = readCursor(query.before);
    const since = query.since === undefined ? 0 : Date.parse(query.since);
    const until = query.until === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(query.until);
    const webhook = query.webhookId === undefined ? 0 : webhookPk.get(query.webhookId);
    const contact = query.contact === undefined ? 0 : contactPk.get(query.contact);
    const span = isTimed(query) ? hours.seqsBetween(since, until) : { first: 0, last: Number.MAX_SAFE_INTEGER };
    if (webhook === undefined || contact === undefined || span === null) return null;
    const { first } = span;
    return {
      webhook,
      contact,
      outcome: query.outcome ?? '',
      since,
      until,
      first,
      last: Math.min(span.last, below - 1),
    };
  };

  /** Of the seqs that fit the words, the next ones down from `last`, with what a statement needs to go through them. */
  const nextLot = (match: string, { first, last }: Pick<Asked, 'first' | 'last'>, walked: number) => {
    const seqs = matching.all({ match, first, last, walked });
    const below = seqs.length < walked ? null : seqs.at(-1)!;
    return {
      below,
      bound: { seqs: JSON.stringify(seqs), lowest: seqs.at(-1) ?? last, last, people: `people : (${match})` },
    };
  };

  /** The seqs that fit the words, walked down some at a time, and of each lot those that fit the rest. */
  const rowsWithText = async (text: string, query: DeliveryQuery, parameters: Asked): Promise<DeliveryRow[]> => {
    const match = searchExpression(text, wordsFrom);
    if (match === null) return [];
    const hides = isHiding.get() === 1;
    const limit = query.limit + 1;
    const walked = hides || isFiltered(query) ? WALKED : limit;
    const rows: DeliveryRow[] = [];
    for (let { last } = parameters; rows.length < limit; ) {
      const { below, bound } = nextLot(match, { ...parameters, last }, walked);
      rows.push(...rowsOf(textPageText(query, hides)).all({ ...parameters, limit, ...bound }));
      if (below === null) break;
      last = below - 1;
      await setImmediate();
    }
    return rows.slice(0, limit);
  };

  const countWithText = (
    text: string,
    query: LogFilter,
    parameters: Asked,
  ): { count: number; below: number | null } => {
    const match = searchExpression(text, wordsFrom);
    if (match === null) return { count: 0, below: null };
    const { below, bound } = nextLot(match, parameters, WALKED);
    const sql = textCountText(query, { hides: isHiding.get() === 1, hasDeleted: hasDeleted() });
    return { count: countOf(sql).get({ ...parameters, ...bound }) ?? 0, below };
  };

  return {
    async page(query) {
      const parameters = asked(query);
      if (parameters === null) return { items: [], nextCursor: null };
      const limit = query.limit + 1;
      const rows =
        query.text === undefined
          ? pageTexts(query).flatMap((text) => rowsOf(text).all({ ...parameters, limit }))
          : await rowsWithText(query.text, query, parameters);
      // Each came in order; of one there is nothing to merge.
      if (query.contact !== undefined) rows.sort((one, other) => other.seq - one.seq);
      const { shown, nextCursor } = cutPage(rows, query.limit, ({ seq }) => seq);
      return { items: shown.map(deliveryOf), nextCursor };
    },
    async count(query) {
      const parameters = asked(query);
      if (parameters === null) return { count: 0, nextCursor: null };
      if (query.text !== undefined) {
        const { count, below } = countWithText(query.text, query, parameters);
        return { count, nextCursor: below === null ? null : String(below) };
      }
      const last = Math.min(parameters.last, newest.get() ?? 0);
      const first = Math.max(parameters.first, last - COUNTED + 1);
      const counts = countTexts(query, hasDeleted()).map(
        (text) => countOf(text).get({ ...parameters, first, last }) ?? 0,
      );
      const count = counts.reduce((sum, one) => sum + one, 0);
      return { count, nextCursor: first > Math.max(parameters.first, 1) ? String(first) : null };
    },
  };
}

type Asked = Record<'webhook' | 'contact' | 'since' | 'until' | 'first' | 'last', number> & { outcome: string };

function preparedOnce<Prepared>(prepare: (text: string) => Prepared): (text: string) => Prepared {
  const statements = new Map<string, Prepared>();
  return (text) => {
    const statement = statements.get(text) ?? prepare(text);
    statements.set(text, statement);
    return statement;
  };
}

/** Jumps from word to word of the index: what comes between, one entry for each place where a word stands, is passed over. */
function wordFinder(database: Database): WordsFrom {
  database.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab(main, 'delivery_search', 'instance')",
  );
  const next = database.prepare<[string], string>('SELECT term FROM temp.search_word WHERE term >= ? LIMIT 1').pluck();
  return (start) => {
    const words: string[] = [];
    let word = next.get(start);
    while (word?.startsWith(start)) {
      if (words.length === MAX_WORDS) return null;
      words.push(word);
      word = next.get(`${word}\u0001`);
    }
    return words;
  };
}
