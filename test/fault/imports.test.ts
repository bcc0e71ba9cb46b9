import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import type { ImportFile, ImportState } from '#shared/contract/contact-import.ts';
import type { Field } from '#shared/contract/field.ts';
import type { Flow } from '#shared/contract/flow.ts';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { rounds, SEED, seeded, timeout } from './support/form.ts';
import { call } from './support/load.ts';
import { newDataFolder, startHost } from './support/start-host.ts';

/** Rows of one transaction (process/contact-import.ts). */
const BATCH = 50;
const ROWS = 1500;
const ROUNDS = rounds(3, 60);
/** A whole import of webhooks takes about this long. */
const IMPORT_MS = 40;

const emailOf = (row: number) => `guest.${row}@mail.example`;

/** Every third row is somebody who stands in the file before: their size becomes that of the later row. */
const PEOPLE = Array.from({ length: ROWS }, (_, row) => ({
  email: emailOf(row % 3 === 2 ? row - 2 : row),
  name: `Guest ${row % 3 === 2 ? row - 2 : row}`,
  size: String(row),
}));
const CSV = ['Email,Name,Size', ...PEOPLE.map(({ email, name, size }) => `${email},${name},${size}`)].join('\n');

/** What the first rows of the file come to, whoever imports them, and however often. */
function comesTo(rows: number): Map<string, { name: string; size: string }> {
  const people = new Map<string, { name: string; size: string }>();
  for (const { email, name, size } of PEOPLE.slice(0, rows)) people.set(email, { name, size });
  return people;
}

async function peopleOf(host: Fieldhook): Promise<Contact[]> {
  const people: Contact[] = [];
  for (let before = ''; ; ) {
    const path = `/api/contacts?limit=200${before && `&before=${before}`}` as const;
    const page = await call<{ items: Contact[]; nextCursor: string | null }>(host, 'GET', path);
    people.push(...page.items);
    if (page.nextCursor === null) return people;
    before = page.nextCursor;
  }
}

const told = (people: readonly Contact[]) =>
  new Map(people.map(({ email, name, fields }) => [email ?? '', { name: name ?? '', size: fields.size?.text ?? '' }]));

async function begin(host: Fieldhook): Promise<{ id: string; state: () => Promise<ImportState> }> {
  const { id, columns } = await call<ImportFile>(host, 'POST', '/api/contact-imports', { text: CSV });
  const targets = columns.map(({ target }) => target);
  await call(host, 'POST', `/api/contact-imports/${id}/run`, { targets, dryRun: false });
  return { id, state: () => call<ImportState>(host, 'GET', `/api/contact-imports/${id}`) };
}

describe('kill -9 in the middle of an import', () => {
  it(
    'EX4 leaves whole batches of a file of people, which are told; the file again makes nobody twice',
    async () => {
      const random = seeded(SEED);
      for (let round = 0; round < ROUNDS; round += 1) {
        const options = { dataDir: newDataFolder() };
        const first = await startHost(options);
        await call(first, 'POST', '/api/fields', { name: 'Size', type: 'number' });
        const { id, state } = await begin(first);
        const enough = Math.floor(random() * ROWS);
        let seen = 0;
        while (seen < enough) ({ done: seen } = await state());
        await first.kill();

        const second = await startHost(options);
        const gone = await second.door(`/api/contact-imports/${id}`);
        expect(gone.status).toBe(404);
        const people = await peopleOf(second);
        // How far it came is the number of batches that give exactly these people.
        const done = Array.from({ length: ROWS / BATCH + 1 }, (_, batch) => batch * BATCH).filter((rows) =>
          isDeepStrictEqual(comesTo(rows), told(people)),
        );
        expect({ round, seed: SEED, done, people: people.length }).toMatchObject({ done: [expect.any(Number)] });
        // What was told as done is on disk.
        expect(done[0]).toBeGreaterThanOrEqual(seen);
        expect(people).toHaveLength(comesTo(done[0]!).size);

        const again = await begin(second);
        await vi.waitFor(async () => expect(await again.state()).toMatchObject({ state: 'done' }), {
          timeout: 60_000,
          interval: 50,
        });
        const { counts } = await again.state();
        expect(counts).toMatchObject({ created: comesTo(ROWS).size - people.length, conflict: 0, refused: 0 });
        const all = await peopleOf(second);
        expect(all).toHaveLength(comesTo(ROWS).size);
        expect(told(all)).toEqual(comesTo(ROWS));
        await second.kill();
      }
    },
    timeout(180_000),
  );

  it(
    'EX2 leaves a file of webhooks as a whole, or nothing of it; importing it again makes it whole',
    async () => {
      const random = seeded(SEED);
      for (let round = 0; round < ROUNDS; round += 1) {
        const options = { dataDir: newDataFolder() };
        const first = await startHost(options);
        const kept = await call<{ id: string }>(first, 'POST', '/api/webhooks', { name: 'Kept' });
        const before = await parts(first);
        const answered = call(first, 'POST', '/api/webhook-file/import', { text: FILE }).then(
          () => true,
          () => false,
        );
        await wait(random() * IMPORT_MS);
        await first.kill();
        const isAnswered = await answered;

        const second = await startHost(options);
        const found = await parts(second);
        const isWhole = found.webhooks.length > before.webhooks.length;
        if (isAnswered) expect({ round, seed: SEED, isWhole }).toMatchObject({ isWhole: true });
        if (!isWhole) {
          expect({ round, seed: SEED, found }).toMatchObject({ found: before });
          await call(second, 'POST', '/api/webhook-file/import', { text: FILE });
        }
        expect({ round, seed: SEED, ...(await parts(second)) }).toEqual({
          ...{ round, seed: SEED },
          webhooks: ['Kept', ...NAMES].toSorted(),
          fields: ['shoe_size'],
          flows: ['confirm'],
          broken: [],
        });
        expect((await second.door(`/api/webhooks/${kept.id}`)).status).toBe(200);
        await second.kill();
      }
    },
    timeout(180_000),
  );
});

const NAMES = Array.from({ length: 40 }, (_, index) => `Bookings ${index + 1}`);
const FILE = JSON.stringify({
  format: 'fieldhook-webhooks',
  version: 1,
  fields: [{ key: 'shoe_size', name: 'Shoe size', type: 'number' }],
  flows: [
    {
      ...{ key: 'confirm', name: 'Confirm' },
      config: { steps: [{ id: 'snd1', kind: 'send', channel: 'sms', text: 'Size {{ field.shoe_size }}, see you.' }] },
    },
  ],
  webhooks: NAMES.map((name) => ({
    ...{ name, sample: { text: '{"size":"38"}', contentType: 'application/json' } },
    config: {
      ...{ identity: { email: '$.email' }, flow: 'confirm' },
      fields: [{ field: 'shoe_size', path: '$.size' }],
    },
  })),
});

/** What is there of everything that a file of webhooks brings. */
async function parts(host: Fieldhook) {
  const [webhooks, fields, flows] = await Promise.all([
    call<WebhookRow[]>(host, 'GET', '/api/webhooks'),
    call<Field[]>(host, 'GET', '/api/fields'),
    call<Flow[]>(host, 'GET', '/api/flows'),
  ]);
  const saved = await Promise.all(
    webhooks.map(({ id }) =>
      call<{ name: string; flow: string | null; fields: unknown[] }>(host, 'GET', `/api/webhooks/${id}`),
    ),
  );
  return {
    webhooks: webhooks.map(({ name }) => name).toSorted(),
    fields: fields.map(({ key }) => key),
    flows: flows.map(({ key }) => key),
    /** Of the file, and not as it stands there. */
    broken: saved.filter(
      ({ name, flow, fields: rows }) => name !== 'Kept' && (flow !== 'confirm' || rows.length !== 1),
    ),
  };
}
