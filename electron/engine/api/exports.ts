import type { Page } from '#shared/contract/common.ts';
import { type Contact, type ExportContactsQuery, ExportContactsQuerySchema } from '#shared/contract/contact.ts';
import { type Delivery, ExportLogQuerySchema } from '#shared/contract/delivery.ts';
import { type Field, PRIVATE_MASK } from '#shared/contract/field.ts';
import { csvLine } from './csv-line.ts';
import { maskAnswer } from './mask-answer.ts';
import { readQuery } from './read-request.ts';
import { conditionsOf } from './segments.ts';
import type { ApiServices } from './services.ts';

/** Rows read at a time; the next ones are read when the reader has taken these. */
const SLICE = 200;

type Next<Item> = (place: { before?: string; limit: number }) => Promise<Page<Item>>;

/** All contacts, or those of a segment, as a table for spreadsheets: latest first, a column for each field, UTF-8 with the mark that tells Excel so. */
export async function exportContactsCsv(services: ApiServices, query: Record<string, string>): Promise<Response> {
  const wish = readQuery(query, ExportContactsQuerySchema);
  const isShown = wish.private === 'shown';
  // A masked cell would come back as a value when the file is imported again, so the column stays out.
  const fields = (await services.store.fields.list()).filter(({ isPrivate }) => isShown || !isPrivate);
  const head = `\uFEFF${csvLine([...COLUMNS.map(([name]) => name), ...fields.map(({ name }) => name)])}`;
  const lines = linesOf(await contactsOf(services, wish), (contact) => lineOf(contact, fields), head);
  return fileOf(lines, 'contacts.csv', 'text/csv; charset=utf-8');
}

/** All contacts, or those of a segment, as they are told by the door, one JSON object a line. */
export async function exportContactsJson(services: ApiServices, query: Record<string, string>): Promise<Response> {
  const wish = readQuery(query, ExportContactsQuerySchema);
  return fileOf(linesOf(await contactsOf(services, wish), jsonLine), 'contacts.jsonl', JSON_LINES);
}

async function contactsOf(services: ApiServices, wish: ExportContactsQuery): Promise<Next<Contact>> {
  const { store, clock } = services;
  // Activity is counted from the beginning of the export, however long it takes.
  const which = { conditions: await conditionsOf(store, wish.segment), now: clock.now() };
  return async (place) => {
    const page = await store.contacts.page({ ...which, ...place });
    return wish.private === 'shown' ? page : maskAnswer(services, page);
  };
}

/** The log, or what a filter leaves of it, newest first, one JSON object a line. Raw requests are not in it. */
export function exportLog(services: ApiServices, query: Record<string, string>): Response {
  const filter = readQuery(query, ExportLogQuerySchema);
  const masked: Next<Delivery> = async (place) =>
    maskAnswer(services, await services.store.deliveries.page({ ...filter, ...place }));
  return fileOf(linesOf(masked, jsonLine), 'log.jsonl', JSON_LINES);
}

const JSON_LINES = 'application/jsonl; charset=utf-8';

/** The names are those by which an import knows its columns again. */
const COLUMNS: readonly [string, (contact: Contact) => string | null][] = [
  ['User Ns', ({ userNs }) => userNs],
  ['CRM Contact Id', ({ crmContactId }) => crmContactId],
  ['Phone', ({ phone }) => phone],
  ['Email', ({ email }) => email],
  ['First name', ({ firstName }) => firstName],
  ['Last name', ({ lastName }) => lastName],
  ['Name', ({ name }) => name],
  ['Channel', ({ channel }) => channel],
  ['Added', ({ createdAt }) => createdAt],
  ['Last request', ({ lastRequestAt }) => lastRequestAt],
];

function lineOf(contact: Contact, fields: readonly Field[]): string {
  return csvLine([
    ...COLUMNS.map(([, read]) => read(contact)),
    ...fields.map(({ key }) => cellOf(Object.hasOwn(contact.fields, key) ? contact.fields[key]!.text : null)),
  ]);
}

function cellOf(text: string | null): string | null {
  return text === PRIVATE_MASK ? null : text;
}

/** Control and bidirectional characters are escaped, so that a line is one line wherever it is shown. */
function jsonLine(item: object): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(item).replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escaped)}\n`;
}

/** Page after page, only as fast as they are taken: memory stays that of one page, and a reader who leaves ends it. */
async function* linesOf<Item>(next: Next<Item>, line: (item: Item) => string, head = ''): AsyncGenerator<string> {
  let text = head;
  for (let before: string | null = ''; before !== null; ) {
    const page: Page<Item> = await next({ limit: SLICE, ...(before === '' ? {} : { before }) });
    for (const item of page.items) text += line(item);
    yield text;
    text = '';
    before = page.nextCursor;
  }
}

function fileOf(lines: AsyncGenerator<string>, name: string, contentType: string): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await lines.next();
        if (done) controller.close();
        else if (value !== '') controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await lines.return(undefined)),
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${name}"` },
  });
}
