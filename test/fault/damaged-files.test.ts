import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '#host/exit-codes.ts';
import { startFailure } from '#host/start-failure.ts';
import { activeWebhook, ask, engineOn, post, until } from '#test/contract/engine/start-on.ts';
import { accept, newDelivery, webhookOf, wholeLog } from '#test/contract/store/made-up-rows.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { copyOf, openAt } from './support/crash-points.ts';
import { newDataFolder } from './support/start-host.ts';

const IN_FILE = 50;
const IN_LOG = 10;

/** A folder as a kill leaves it: 50 requests in the database, 10 in its log, each in a commit of its own. */
async function crashedFolder(inFile = IN_FILE): Promise<string> {
  const dataDir = newDataFolder();
  const first = await openAt(dataDir);
  await first.webhooks.create(webhookOf('whk_a'));
  await first.deliveries.acceptBatch(Array.from({ length: inFile }, (_, index) => newDelivery(`dlv_${index}`)));
  await first.close();
  const store = await openAt(dataDir);
  for (let index = 0; index < IN_LOG; index += 1) await store.deliveries.acceptBatch([newDelivery(`late_${index}`)]);
  const copy = copyOf(dataDir);
  await store.close();
  return copy;
}

interface Files {
  database: string;
  log: string;
}

type Expected = { refused: RegExp } | { requests: number; lost: [first: number, last: number] | null };

const PAGE = 4096;
const HALF = 0.5;

/** The ten of CORPUS.md, and none at all. The last one, a file that is unlinked while it is open, stands below. */
const SHAPES: Record<string, [damage: (files: Files) => void | Promise<void>, expected: Expected]> = {
  'nothing is wrong': [() => undefined, { requests: IN_FILE + IN_LOG, lost: null }],
  'garbage in the place of the header': [({ database }) => write(database, 0, 100), { refused: /not a database/ }],
  'a page overwritten': [({ database }) => write(database, 10 * PAGE, PAGE), { refused: /damaged/ }],
  'half of it cut off': [
    ({ database }) => truncateSync(database, Math.floor((statSync(database).size * HALF) / PAGE) * PAGE),
    { refused: /damaged/ },
  ],
  'no length': [({ database }) => truncateSync(database, 0), { refused: /empty, although it held data/ }],
  'a text file': [
    ({ database }) => writeFileSync(database, 'Dear diary, '.repeat(1000)),
    { refused: /not a database/ },
  ],
  'its log missing': [({ log }) => rmSync(log), { requests: IN_FILE, lost: [IN_FILE + 1, IN_FILE + IN_LOG] }],
  'its log torn at the end': [
    ({ log }) => truncateSync(log, statSync(log).size - PAGE / 2),
    { requests: IN_FILE + IN_LOG - 1, lost: [IN_FILE + IN_LOG, IN_FILE + IN_LOG] },
  ],
  'a bit of its log turned over, in the first commit': [
    ({ log }) => write(log, PAGE, 1),
    { requests: IN_FILE, lost: [IN_FILE + 1, IN_FILE + IN_LOG] },
  ],
  'the log of another database': [
    async ({ log }) => copyFileSync(join(await crashedFolder(8 * IN_FILE), 'fieldhook.db-wal'), log),
    { refused: /damaged/ },
  ],
};

describe('a data folder in which', () => {
  it.each(Object.entries(SHAPES))(
    '%s is refused untouched, or opened with what is lost named',
    async (_, [damage, expected]) => {
      const dataDir = await crashedFolder();
      const files = { database: join(dataDir, 'fieldhook.db'), log: join(dataDir, 'fieldhook.db-wal') };
      await damage(files);
      const before = sumsOf(files);
      if ('refused' in expected) {
        for (const _attempt of ['a first', 'a second']) {
          const { code, sentence } = startFailure(await openAt(dataDir).catch((error: unknown) => error));
          expect(code).toBe(EXIT.databaseDamaged);
          expect(sentence).toMatch(expected.refused);
          expect(sentence).toMatch(/Nothing was changed\..*--restore/);
          expect(sumsOf(files)).toEqual(before);
        }
        return;
      }
      const { requests, lost } = expected;
      const store = await openAt(dataDir);
      const [notice] = store.care.notices;
      expect(store.care.notices).toEqual(
        lost === null ? [] : [{ kind: 'lost-requests', first: lost[0], last: lost[1], aside: expect.any(String) }],
      );
      if (notice?.kind === 'lost-requests') {
        // What may still be read of them was put aside before anything was written over it.
        const asFound = { database: join(notice.aside!, 'fieldhook.db'), log: join(notice.aside!, 'fieldhook.db-wal') };
        expect(sumsOf(asFound)).toEqual(before);
      }
      expect(await wholeLog(store)).toHaveLength(requests);
      const [fresh] = await accept(store, newDelivery('fresh'));
      expect((await store.deliveries.get(fresh!.id))?.seq).toBe(IN_FILE + IN_LOG + 1);
      await store.close();
    },
  );

  it('the database is unlinked while it is open takes nothing more, and the next start says that it is gone', async () => {
    const dataDir = newDataFolder();
    const clock = new ManualClock();
    const engine = engineOn(dataDir, { clock });
    await engine.start();
    const { address } = await activeWebhook(engine, { limit: null });
    expect((await post(address, { email: 'ada@example.com' })).status).toBe(200);
    rmSync(join(dataDir, 'fieldhook.db'));
    clock.advance(5000);
    await until(
      async () => (await ask(engine, 'GET', '/api/health')).body.intake,
      ({ reason }) => reason === 'database-moved',
    );
    expect((await post(address, { email: 'ada@example.com' })).status).toBe(503);
    await engine.stop();
    const { code, sentence } = startFailure(await engine.start().catch((error: unknown) => error));
    expect(code).toBe(EXIT.databaseDamaged);
    expect(sentence).toMatch(/gone, although there was one/);
    expect(existsSync(join(dataDir, 'fieldhook.db'))).toBe(false);
  });
});

/** Turns over every bit of so many bytes. */
function write(file: string, at: number, length: number): void {
  const bytes = readFileSync(file).subarray(at, at + length);
  const descriptor = openSync(file, 'r+');
  writeSync(
    descriptor,
    bytes.map((byte) => byte ^ 0xff),
    0,
    length,
    at,
  );
  closeSync(descriptor);
}

function sumsOf({ database, log }: Files): string[] {
  return [database, log].map((file) =>
    existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'absent',
  );
}
