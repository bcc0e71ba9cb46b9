import type { ContactChoice } from '#shared/contract/bulk-change.ts';
import type { Page } from '#shared/contract/common.ts';
import { type ExportContactsQuery, ExportContactsQuerySchema, type ListedContact } from '#shared/contract/contact.ts';
import { type Delivery, type ExportLogQuery, ExportLogQuerySchema } from '#shared/contract/delivery.ts';
import type { StartExport } from '#shared/contract/export.ts';
import { type Field, PRIVATE_MASK } from '#shared/contract/field.ts';
import { joinTags } from '#shared/text/tag-list.ts';
import type { ExportPiece, ExportSource } from '../export-files.ts';
import { FACT_HEADINGS, headingOf, TAGS_HEADING, USER_NS_HEADING } from '../process/contact-headings.ts';
import { privatePaths } from '../process/mask-private.ts';
import { csvLine } from './csv-line.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { maskAnswer } from './mask-answer.ts';
import { privateKeys } from './private-keys.ts';
import { readQuery } from './read-request.ts';
import { conditionsOf } from './segments.ts';
import type { ApiServices } from './services.ts';
import { type HideSecrets, hideSecretsOf } from './stored-secrets.ts';

/** Rows read at a time; the next ones are read when the reader has taken these. */
const SLICE = 200;

type Next<Item> = (place: { before?: string; limit: number }) => Promise<Page<Item>>;

/** A file is made where its progress can be watched, and handed out when it is complete. */
export function exportHandlers(services: ApiServices) {
  return {
    async listExports() {
      return services.exports.list();
    },

    async startExport({ body }) {
      return services.exports.begin(await sourceOf(services, body));
    },

    async deleteExport({ params }) {
      found(services.exports.drop(params.id), 'export');
    },
  } satisfies Partial<Handlers>;
}

export async function sendExport({ exports }: ApiServices, id: string): Promise<Response> {
  return found(await exports.take(id), 'export');
}

/** All contacts, or those of a segment, as a table for spreadsheets, streamed. */
export async function streamContactsCsv(services: ApiServices, query: Record<string, string>): Promise<Response> {
  return streamed(await contactsCsv(services, readQuery(query, ExportContactsQuerySchema)));
}

/** All contacts, or those of a segment, as they are told by the door, as one JSON list, streamed. */
export async function streamContactsJson(services: ApiServices, query: Record<string, string>): Promise<Response> {
  return streamed(await contactsJson(services, readQuery(query, ExportContactsQuerySchema)));
}

/** The log, or what a filter leaves of it, newest first, one JSON object a line, streamed. */
export async function streamLog(services: ApiServices, query: Record<string, string>): Promise<Response> {
  return streamed(await log(services, readQuery(query, ExportLogQuerySchema)));
}

interface FileOf extends Pick<ExportSource, 'fileName' | 'contentType' | 'pieces'> {
  counts(): AsyncGenerator<number>;
}

async function sourceOf(services: ApiServices, wish: StartExport): Promise<ExportSource> {
  const file = await fileOf(services, wish);
  const isShown = wish.of === 'contacts' && wish.query.private === 'shown';
  const hidden = new Set(await privatePlaces(services));
  const isStillAllowed = async () => isShown || (await privatePlaces(services)).every((place) => hidden.has(place));
  return { ...file, of: wish.of, counts: file.counts(), isStillAllowed };
}

/** What decides what is masked: the private fields, and where each webhook reads one from, since what stood there before is hidden then too. */
async function privatePlaces({ store }: ApiServices): Promise<string[]> {
  const keys = await privateKeys(store);
  if (keys.size === 0) return [];
  const read = (await store.webhooks.list()).flatMap(({ id, config }) =>
    privatePaths(config, keys).map((path) => JSON.stringify([id, path])),
  );
  return [...keys, ...read];
}

function fileOf(services: ApiServices, wish: StartExport): Promise<FileOf> {
  if (wish.of === 'log') return log(services, wish.query);
  return (wish.as === 'csv' ? contactsCsv : contactsJson)(services, wish.query, wish.who);
}

/** Latest first, a column for each field, UTF-8 with the mark that tells Excel so. */
async function contactsCsv(services: ApiServices, wish: ExportContactsQuery, who?: ContactChoice): Promise<FileOf> {
  const isShown = wish.private === 'shown';
  // A masked cell would come back as a value when the file is imported again, so the column stays out.
  const all = await services.store.fields.list();
  const fields = all.filter(({ isPrivate }) => isShown || !isPrivate);
  const head = `\uFEFF${csvLine([...COLUMNS.map(([name]) => name), ...fields.map((field) => headingOf(field, all))])}`;
  const { next, counts } = await contactsOf(services, wish, who);
  const hide = await hideSecretsOf(services);
  const pieces = piecesOf(next, (contact) => lineOf(contact, fields, hide), { head });
  return { fileName: 'contacts.csv', contentType: 'text/csv; charset=utf-8', pieces, counts };
}

async function contactsJson(services: ApiServices, wish: ExportContactsQuery, who?: ContactChoice): Promise<FileOf> {
  const { next, counts } = await contactsOf(services, wish, who);
  // One JSON text, as other programs open it; still a line for each contact.
  const frame = { head: '[\n', between: ',\n', foot: '\n]\n' };
  const pieces = piecesOf(next, jsonOf(await hideSecretsOf(services)), frame);
  return { fileName: 'contacts.json', contentType: 'application/json; charset=utf-8', pieces, counts };
}

async function contactsOf(services: ApiServices, wish: ExportContactsQuery, who?: ContactChoice) {
  const { next, counts } = await (who === undefined ? everybody(services, wish.segment) : chosen(services, who));
  const shown: Next<ListedContact> = async (place) => {
    const page = await next(place);
    return wish.private === 'shown' ? page : maskAnswer(services, page);
  };
  return { next: shown, counts };
}

async function everybody({ store, clock }: ApiServices, segment: string | undefined) {
  // Activity is counted from the beginning of the export, however long it takes.
  const which = { conditions: await conditionsOf(store, segment), now: clock.now() };
  async function* counts(): AsyncGenerator<number> {
    yield (await store.contacts.page({ ...which, limit: 1 })).total;
  }
  const next: Next<ListedContact> = (place) => store.contacts.walk({ ...which, ...place });
  return { next, counts };
}

/** Who they are is fixed when the export begins; the cursor counts them. */
async function chosen({ store, clock }: ApiServices, who: ContactChoice) {
  const by =
    'userNs' in who ? who : { q: who.q, except: who.except, conditions: await conditionsOf(store, who.segment) };
  const numbers = await store.contacts.choose(by, clock.now());
  async function* counts(): AsyncGenerator<number> {
    yield numbers.length;
  }
  const next: Next<ListedContact> = async ({ before = '0', limit }) => {
    const end = Number(before) + limit;
    const items = await store.contacts.listChosen(numbers.slice(Number(before), end));
    return { items, nextCursor: end < numbers.length ? String(end) : null };
  };
  return { next, counts };
}

/** Newest first. Raw requests are not in it. */
async function log(services: ApiServices, filter: ExportLogQuery): Promise<FileOf> {
  const { deliveries } = services.store;
  const next: Next<Delivery> = async (place) => maskAnswer(services, await deliveries.page({ ...filter, ...place }));
  async function* counts(): AsyncGenerator<number> {
    for (let before: string | null = ''; before !== null; ) {
      const counted: Awaited<ReturnType<typeof deliveries.count>> = await deliveries.count({
        ...filter,
        ...from(before),
      });
      yield counted.count;
      before = counted.nextCursor;
    }
  }
  const lineOfRequest = jsonOf(await hideSecretsOf(services));
  const pieces = piecesOf(next, (delivery) => `${lineOfRequest(delivery)}\n`);
  return { fileName: 'log.jsonl', contentType: JSON_LINES, pieces, counts };
}

const JSON_LINES = 'application/jsonl; charset=utf-8';

const [CHANNEL, ADDED, LAST_REQUEST] = FACT_HEADINGS;

/** The names are those by which an import knows its columns again. */
const COLUMNS: readonly [string, (contact: ListedContact) => string | null][] = [
  [USER_NS_HEADING, ({ userNs }) => userNs],
  ['CRM Contact Id', ({ crmContactId }) => crmContactId],
  ['Phone', ({ phone }) => phone],
  ['Email', ({ email }) => email],
  ['First name', ({ firstName }) => firstName],
  ['Last name', ({ lastName }) => lastName],
  ['Name', ({ name }) => name],
  [TAGS_HEADING, ({ tags }) => (tags.length === 0 ? null : joinTags(tags))],
  [CHANNEL, ({ channel }) => channel],
  [ADDED, ({ createdAt }) => createdAt],
  [LAST_REQUEST, ({ lastRequestAt }) => lastRequestAt],
];

function lineOf(contact: ListedContact, fields: readonly Field[], hide: HideSecrets): string {
  const cells = [
    ...COLUMNS.map(([, read]) => read(contact)),
    ...fields.map(({ key }) => (Object.hasOwn(contact.fields, key) ? contact.fields[key]!.text : null)),
  ];
  return csvLine(cells.map((text) => cellOf(text === null ? null : hide(text))));
}

function cellOf(text: string | null): string | null {
  return text === PRIVATE_MASK ? null : text;
}

/** Secrets are taken out of the values, not of the line: a name in it stays what it is. */
function jsonOf(hide: HideSecrets): (item: object) => string {
  return (item) => jsonLine(item, (_, value) => (typeof value === 'string' ? hide(value) : value));
}

/** Control and bidirectional characters are escaped, so that a line is one line wherever it is shown. */
function jsonLine(item: object, replacer: (key: string, value: unknown) => unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(item, replacer).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    escaped,
  );
}

/** Page after page, only as fast as they are taken: memory stays that of one page, and a reader who leaves ends it. */
async function* piecesOf<Item>(
  next: Next<Item>,
  write: (item: Item) => string,
  { head = '', between = '', foot = '' } = {},
): AsyncGenerator<ExportPiece> {
  let text = head;
  let isFirst = true;
  for (let before: string | null = ''; before !== null; ) {
    const page: Page<Item> = await next({ limit: SLICE, ...from(before) });
    for (const item of page.items) {
      text += isFirst ? write(item) : between + write(item);
      isFirst = false;
    }
    before = page.nextCursor;
    if (before === null) text += foot;
    yield { text, rows: page.items.length };
    text = '';
  }
}

/** The first page has no cursor. */
const from = (before: string) => (before === '' ? {} : { before });

function streamed({ fileName, contentType, pieces }: FileOf): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else if (value.text !== '') controller.enqueue(encoder.encode(value.text));
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${fileName}"` },
  });
}
