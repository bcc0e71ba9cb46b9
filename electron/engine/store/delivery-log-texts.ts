import type { DeliveryQuery } from '#shared/contract/delivery.ts';
import { DELIVERY_COLUMNS, WITH_NAMES } from './delivery-row.ts';

/** The filters of the log. */
export type LogFilter = Omit<DeliveryQuery, 'before' | 'limit'>;

/**
 * The statements for the filters that are set. The index is named, not guessed: its order of seq is what makes the page cheap. To a contact
 * belong whole requests, and requests with an item of theirs (RC3), which are no contact's as a whole: a walk along each.
 */
export function pageTexts(query: LogFilter): string[] {
  const { contact } = query;
  const whole = `SELECT ${DELIVERY_COLUMNS} FROM delivery d ${indexFor(query)} ${WITH_NAMES}
    WHERE ${wholeOf(query)} ORDER BY d.seq DESC LIMIT @limit`;
  if (contact === undefined) return [whole];
  const byItem = `SELECT ${DELIVERY_COLUMNS} FROM delivery_item i INDEXED BY delivery_item_by_contact
    CROSS JOIN delivery d ON d.seq = i.seq ${WITH_NAMES}
    WHERE ${itemsOf(query)} GROUP BY i.seq ORDER BY i.seq DESC LIMIT @limit`;
  return [whole, byItem];
}

/**
 * The same, counted: their sum is how many there are between @first and @last. `hasDeleted`: some may be of a deleted webhook, and do not
 * count; a page leaves them out by its join.
 */
export function countTexts(query: LogFilter, hasDeleted: boolean): string[] {
  const ofAny = hasDeleted ? OF_A_WEBHOOK : '';
  const whole = `SELECT count(*) FROM delivery d ${indexFor(query)} WHERE ${wholeOf(query)}${ofAny}`;
  if (query.contact === undefined) return [whole];
  const byItem = `SELECT count(DISTINCT i.seq) FROM delivery_item i INDEXED BY delivery_item_by_contact
    CROSS JOIN delivery d ON d.seq = i.seq WHERE ${itemsOf(query)}${ofAny}`;
  return [whole, byItem];
}

const OF_A_WEBHOOK = ' AND d.webhook IN (SELECT pk FROM webhook)';

function wholeOf(query: LogFilter): string {
  const theirs = query.contact === undefined ? '' : ' AND d.contact = @contact';
  return `d.seq BETWEEN @first AND @last${conditionsOf(query)}${theirs}`;
}

function itemsOf(query: LogFilter): string {
  return `i.contact = @contact AND i.seq >= @first AND i.seq <= @last${conditionsOf(query)}`;
}

/** Of the seqs that fit the words, the requests that fit the other filters. Where `hides`, some of them fit by their people alone (LG3). */
export function textPageText(query: LogFilter, hides: boolean): string {
  return `SELECT ${DELIVERY_COLUMNS} FROM json_each(@seqs) s CROSS JOIN delivery d ON d.seq = s.value ${WITH_NAMES}
    WHERE ${withTextOf(query, hides)} LIMIT @limit`;
}

/** The same, counted. */
export function textCountText(
  query: LogFilter,
  { hides, hasDeleted }: { hides: boolean; hasDeleted: boolean },
): string {
  return `SELECT count(*) FROM json_each(@seqs) s CROSS JOIN delivery d ON d.seq = s.value
    WHERE ${withTextOf(query, hides)}${hasDeleted ? OF_A_WEBHOOK : ''}`;
}

function withTextOf(query: LogFilter, hides: boolean): string {
  const isTheirs = ` AND (d.contact = @contact OR EXISTS (
    SELECT 1 FROM delivery_item i INDEXED BY delivery_item_by_contact WHERE i.contact = @contact AND i.seq = d.seq))`;
  const isTold = ` AND (d.seq IN (
      SELECT rowid FROM delivery_search WHERE delivery_search MATCH @people AND rowid BETWEEN @lowest AND @last)
    OR NOT EXISTS (SELECT 1 FROM search_hidden h WHERE h.seq = d.seq)
      AND NOT EXISTS (SELECT 1 FROM search_webhook w WHERE w.webhook = d.webhook AND w.after < d.seq))`;
  return `true${conditionsOf(query)}${query.contact === undefined ? '' : isTheirs}${hides ? isTold : ''}`;
}

function conditionsOf(query: LogFilter): string {
  const conditions: string[] = [];
  if (query.webhookId !== undefined) conditions.push('d.webhook = @webhook');
  if (query.outcome === 'pending') conditions.push('d.outcome IS NULL');
  else if (query.outcome !== undefined) conditions.push('d.outcome = @outcome');
  if (isTimed(query)) conditions.push('d.received_at >= @since', 'd.received_at < @until');
  return conditions.map((condition) => ` AND ${condition}`).join('');
}

/** Few requests belong to one contact, and few wait: those two narrow the most. */
function indexFor({ contact, outcome, webhookId }: LogFilter): string {
  if (contact !== undefined) return 'INDEXED BY delivery_by_contact';
  if (outcome === 'pending') return 'INDEXED BY delivery_pending';
  if (outcome !== undefined && webhookId !== undefined) return 'INDEXED BY delivery_by_webhook_outcome';
  if (outcome !== undefined) return 'INDEXED BY delivery_by_outcome';
  if (webhookId !== undefined) return 'INDEXED BY delivery_by_webhook';
  return 'NOT INDEXED';
}

export function isFiltered(query: LogFilter): boolean {
  return query.webhookId !== undefined || query.outcome !== undefined || query.contact !== undefined;
}

export function isTimed({ since, until }: LogFilter): boolean {
  return since !== undefined || until !== undefined;
}
