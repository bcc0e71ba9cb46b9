import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { steadyLoad } from '../load.ts';
import { type Measurement, median } from '../measure.ts';
import { residentMb } from '../resident-mb.ts';
import { call } from '../with-fieldhook.ts';

const ROUNDS = 30;
const EXPORTS = 3;
const IMPORTED = 10_000;
const PER_SECOND = 200;
const POLL_MS = 20;
const LONGEST_S = 600;
const DAY_MS = 86_400_000;

/** What an owner looks at afterwards, as the door answers it: one question after the other, median of 30. Of several questions the slowest counts. */
export async function readPages(fieldhook: Fieldhook): Promise<Record<string, Measurement>> {
  const ask = (path: `/api/${string}`) => () => answered(fieldhook, path);
  const { items: contacts } = await call(fieldhook, 'listContacts', {});
  const [webhook] = await call(fieldhook, 'listWebhooks', {});
  const person = contacts.at(-1)!;
  const since = new Date(Date.now() - DAY_MS).toISOString();
  return {
    log_page_ms: await slowest([ask('/api/deliveries?limit=50')]),
    log_filter_ms: await slowest([
      ask(`/api/deliveries?limit=50&webhookId=${webhook!.id}`),
      ask('/api/deliveries?limit=50&outcome=processed'),
      ask('/api/deliveries?limit=50&outcome=failed'),
      ask(`/api/deliveries?limit=50&contact=${person.userNs}`),
      ask(`/api/deliveries?limit=50&since=${since}`),
      ask(`/api/deliveries?limit=50&outcome=processed&webhookId=${webhook!.id}&since=${since}`),
    ]),
    search_ms: await slowest([
      ask('/api/deliveries?limit=50&text=ada.1204%40example.com'),
      ask('/api/deliveries?limit=50&text=%2B44%20117%20496%201204'),
      ask('/api/deliveries?limit=50&text=byron%20visit'),
      ask('/api/deliveries?limit=50&text=nobody-is-called-that'),
    ]),
    contacts_page_ms: await slowest([ask('/api/contacts?limit=50')]),
    person_ms: await slowest([
      async () => {
        await answered(fieldhook, `/api/contacts/${person.userNs}`);
        await answered(fieldhook, `/api/contacts/${person.userNs}/history`);
        await answered(fieldhook, `/api/contacts/${person.userNs}/timeline?limit=50`);
      },
    ]),
  };
}

/** All contacts as CSV: rows a second, and by how much the memory of the host has grown at its height from the second export on, in MB. */
export async function exportCsv(fieldhook: Fieldhook): Promise<Record<string, Measurement>> {
  const runs: number[] = [];
  const grown: number[] = [];
  for (let round = 0; round < EXPORTS; round += 1) {
    const before = await residentMb(fieldhook.pid);
    let highest = before;
    const look = setInterval(async () => {
      highest = Math.max(highest, await residentMb(fieldhook.pid));
    }, POLL_MS);
    const begun = performance.now();
    const answer = await fieldhook.door('/api/contacts.csv');
    if (!answer.ok) throw new Error(`The export answered ${answer.status}.`);
    let rows = -1;
    for await (const chunk of answer.body!) for (const byte of chunk) if (byte === 10) rows += 1;
    runs.push((rows * 1000) / (performance.now() - begun));
    clearInterval(look);
    // The first one still warms the host up.
    if (round > 0) grown.push(highest - before);
  }
  return {
    csv_rows_s: { value: median(runs), unit: 'rows/s', runs },
    csv_grown_mb: { value: Math.max(...grown), unit: 'MB', runs: grown },
  };
}

/** A CSV file of 10,000 people, a third of them known already, imported by the rules that identify people. */
export async function importCsv(fieldhook: Fieldhook): Promise<Record<string, Measurement>> {
  const lines = Array.from({ length: IMPORTED }, (_, n) => {
    const name = n % 3 === 0 ? `ada.${n}` : `imported.${n}`;
    return `Ada,Byron ${n},${name}@example.com`;
  });
  const text = `First name,Last name,Email\n${lines.join('\n')}\n`;
  const begun = performance.now();
  const file = await call(fieldhook, 'openContactImport', { body: { text } });
  const targets = file.columns.map(({ target }) => target);
  await call(fieldhook, 'runContactImport', {
    params: { id: file.id },
    body: { targets, onMatch: 'fill-blanks', numberFormat: 'point', dryRun: false },
  });
  for (;;) {
    const { state, done } = await call(fieldhook, 'getContactImport', { params: { id: file.id } });
    if (state === 'done') break;
    if (state !== 'running') throw new Error(`The import is ${state} after ${done} rows.`);
  }
  const seconds = (performance.now() - begun) / 1000;
  return { import_10k_s: { value: seconds, unit: 's', runs: [seconds] } };
}

/**
 * How long senders wait for their 200 at 200 requests a second, from the first old request that goes to the last. The round that deletes
 * them follows the start by itself.
 */
export async function retain(fieldhook: Fieldhook, url: string): Promise<Record<string, Measurement>> {
  const isOver = () => fieldhook.stdout().includes('"event":"retention"');
  const database = new Database(join(fieldhook.dataDir, 'fieldhook.db'), { readonly: true });
  const oldestBody = database.prepare('SELECT min(seq) FROM delivery_body').pluck();
  const first = oldestBody.get();
  while (oldestBody.get() === first && !isOver()) await after(POLL_MS);
  database.close();
  const { p99Ms } = await steadyLoad({ url, connections: 20, seconds: LONGEST_S, perSecond: PER_SECOND }, isOver);
  return { retention_ack_p99_ms: { value: p99Ms, unit: 'ms', runs: [p99Ms] } };
}

async function answered(fieldhook: Fieldhook, path: `/api/${string}`): Promise<void> {
  const answer = await fieldhook.door(path);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
}

async function slowest(questions: (() => Promise<void>)[]): Promise<Measurement> {
  const each: number[] = [];
  for (const ask of questions) {
    const runs: number[] = [];
    await ask();
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now();
      await ask();
      runs.push(performance.now() - begun);
    }
    each.push(median(runs));
  }
  return { value: Math.max(...each), unit: 'ms', runs: each };
}
