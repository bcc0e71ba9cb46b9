import { setImmediate } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import type { Page } from '#shared/contract/common.ts';
import type { Delivery, DeliveryQuery } from '#shared/contract/delivery.ts';
import { cutPage, readCursor } from './cursor.ts';
import { deliveryHours } from './delivery-hours.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, WITH_NAMES } from './delivery-row.ts';
import { searchExpression, type WordsFrom } from './search-words.ts';

type Parameters = Record<string, string | number>;

/** Requests with the words in them that are looked at in one go for whether they fit the other filters; between two lots others are served. */
const WALKED = 5000;
/** Beginnings of more words than this are left to FTS5. */
const MAX_WORDS = 64;

/** The log, newest first, by keyset: a page costs the same however deep it lies. */
export function deliveryLog(database: Database): (query: DeliveryQuery) => Promise<Page<Delivery>> {
  const hours = deliveryHours(database);
  const webhookPk = database.prepare<[string], number>('SELECT pk FROM webhook WHERE id = ?').pluck();
  const contactPk = database.prepare<[string], number>('SELECT pk FROM contact WHERE user_ns = ?').pluck();
  const matching = database
    .prepare<[{ match: string; first: number; last: number; walked: number }], number>(
      `SELECT rowid FROM delivery_search WHERE delivery_search MATCH @match AND rowid BETWEEN @first AND @last
       ORDER BY rowid DESC LIMIT @walked`,
    )
    .pluck();
  const isHiding = database
    .prepare<[], number>('SELECT EXISTS (SELECT 1 FROM search_hidden) OR EXISTS (SELECT 1 FROM search_webhook)')
    .pluck();
  const wordsFrom = wordFinder(database);
  const statements = new Map<string, Statement<[Parameters], DeliveryRow>>();
  const prepared = (text: string) => {
    const statement = statements.get(text) ?? database.prepare<[Parameters], DeliveryRow>(text);
    statements.set(text, statement);
    return statement;
  };

  /** The seqs that fit the words, walked down some at a time, and of each lot those that fit the rest. */
  const rowsWithText = async (text: string, query: DeliveryQuery, parameters: Parameters): Promise<DeliveryRow[]> => {
    const match = searchExpression(text, wordsFrom);
    if (match === null) return [];
    const hides = isHiding.get() === 1;
    const walked = hides || isFiltered(query) ? WALKED : query.limit + 1;
    const rows: DeliveryRow[] = [];
    let last = Number(parameters.last);
    while (rows.length <= query.limit) {
      const seqs = matching.all({ match, first: Number(parameters.first), last, walked });
      const lot = { seqs: JSON.stringify(seqs), lowest: seqs.at(-1) ?? last, last };
      const people = hides ? { people: `people : (${match})` } : {};
      rows.push(...prepared(textPageText(query, hides)).all({ ...parameters, ...lot, ...people }));
      if (seqs.length < walked) break;
      last = seqs.at(-1)! - 1;
      await setImmediate();
    }
    return rows.slice(0, query.limit + 1);
  };

  return async (query) => {
    const below = readCursor(query.before);
    const since = query.since === undefined ? 0 : Date.parse(query.since);
    const until = query.until === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(query.until);
    const webhook = query.webhookId === undefined ? 0 : webhookPk.get(query.webhookId);
    const contact = query.contact === undefined ? 0 : contactPk.get(query.contact);
    const span = isTimed(query) ? hours.seqsBetween(since, until) : { first: 0, last: Number.MAX_SAFE_INTEGER };
    if (webhook === undefined || contact === undefined || span === null) return { items: [], nextCursor: null };
    const parameters = {
      webhook,
      contact,
      outcome: query.outcome ?? '',
      since,
      until,
      first: span.first,
      last: Math.min(span.last, below - 1),
      limit: query.limit + 1,
    };
    const rows =
      query.text === undefined
        ? pageTexts(query).flatMap((text) => prepared(text).all(parameters))
        : await rowsWithText(query.text, query, parameters);
    // Each came in order; of one there is nothing to merge.
    if (query.contact !== undefined) rows.sort((one, other) => other.seq - one.seq);
    const { shown, nextCursor } = cutPage(rows, query.limit, ({ seq }) => seq);
    return { items: shown.map(deliveryOf), nextCursor };
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

/**
 * The statements for the filters that are set. The index is named, not guessed: its order of seq is what makes the page cheap. To a contact
 * belong whole requests, and requests with an item of theirs (RC3), which are no contact's as a whole: a walk along each.
 */
export function pageTexts(query: DeliveryQuery): string[] {
  const { contact } = query;
  const where = conditionsOf(query);
  const whole = `SELECT ${DELIVERY_COLUMNS} FROM delivery d ${indexFor(query)} ${WITH_NAMES}
    WHERE d.seq BETWEEN @first AND @last${where} ${contact === undefined ? '' : 'AND d.contact = @contact'}
    ORDER BY d.seq DESC LIMIT @limit`;
  if (contact === undefined) return [whole];
  const byItem = `SELECT ${DELIVERY_COLUMNS} FROM delivery_item i INDEXED BY delivery_item_by_contact
    CROSS JOIN delivery d ON d.seq = i.seq ${WITH_NAMES}
    WHERE i.contact = @contact AND i.seq >= @first AND i.seq <= @last${where} GROUP BY i.seq ORDER BY i.seq DESC LIMIT @limit`;
  return [whole, byItem];
}

/** Of the seqs that fit the words, the requests that fit the other filters. Where `hides`, some of them fit by their people alone (LG3). */
function textPageText(query: DeliveryQuery, hides: boolean): string {
  const isTheirs = `AND (d.contact = @contact OR EXISTS (
    SELECT 1 FROM delivery_item i INDEXED BY delivery_item_by_contact WHERE i.contact = @contact AND i.seq = d.seq))`;
  const isTold = `AND (d.seq IN (
      SELECT rowid FROM delivery_search WHERE delivery_search MATCH @people AND rowid BETWEEN @lowest AND @last)
    OR NOT EXISTS (SELECT 1 FROM search_hidden h WHERE h.seq = d.seq)
      AND NOT EXISTS (SELECT 1 FROM search_webhook w WHERE w.webhook = d.webhook AND w.after < d.seq))`;
  return `SELECT ${DELIVERY_COLUMNS} FROM json_each(@seqs) s CROSS JOIN delivery d ON d.seq = s.value ${WITH_NAMES}
    WHERE true${conditionsOf(query)} ${query.contact === undefined ? '' : isTheirs} ${hides ? isTold : ''} LIMIT @limit`;
}

function conditionsOf(query: DeliveryQuery): string {
  const conditions: string[] = [];
  if (query.webhookId !== undefined) conditions.push('d.webhook = @webhook');
  if (query.outcome === 'pending') conditions.push('d.outcome IS NULL');
  else if (query.outcome !== undefined) conditions.push('d.outcome = @outcome');
  if (isTimed(query)) conditions.push('d.received_at >= @since', 'd.received_at < @until');
  return conditions.map((condition) => ` AND ${condition}`).join('');
}

/** Few requests belong to one contact, and few wait: those two narrow the most. */
function indexFor({ contact, outcome, webhookId }: DeliveryQuery): string {
  if (contact !== undefined) return 'INDEXED BY delivery_by_contact';
  if (outcome === 'pending') return 'INDEXED BY delivery_pending';
  if (outcome !== undefined && webhookId !== undefined) return 'INDEXED BY delivery_by_webhook_outcome';
  if (outcome !== undefined) return 'INDEXED BY delivery_by_outcome';
  if (webhookId !== undefined) return 'INDEXED BY delivery_by_webhook';
  return 'NOT INDEXED';
}

function isFiltered(query: DeliveryQuery): boolean {
  return query.webhookId !== undefined || query.outcome !== undefined || query.contact !== undefined;
}

function isTimed({ since, until }: DeliveryQuery): boolean {
  return since !== undefined || until !== undefined;
}
