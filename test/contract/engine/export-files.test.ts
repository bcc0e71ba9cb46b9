import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ExportFiles, type ExportPiece, type ExportSource } from '#engine/export-files.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const MEGABYTE = 1024 * 1024;

async function exportFiles(space: () => number = () => 10_000) {
  const dataDir = await mkdtemp(join(tmpdir(), 'fieldhook-exports-'));
  const clock = new ManualClock(Date.parse('2026-03-02T09:30:00Z'));
  const logged: string[] = [];
  let count = 0;
  const files = new ExportFiles({
    dataDir,
    freeSpace: async () => ({ freeBytes: space() * MEGABYTE, reserveBytes: 200 * MEGABYTE }),
    clock,
    hub: { publish: () => undefined },
    newId: (prefix) => `${prefix}_${++count}`,
    log: (_, event, facts) => logged.push(`${event} ${JSON.stringify(facts)}`),
  });
  onTestFinished(async () => {
    await files.stop();
    await rm(dataDir, { recursive: true });
  });
  const dir = join(dataDir, 'exports');
  return { files, clock, logged, dataDir, dir, left: () => (existsSync(dir) ? readdirSync(dir) : []) };
}

/** A source whose pieces a test gives one by one. */
function source(replaced: Partial<ExportSource> = {}) {
  const waiting: ((piece: ExportPiece | null | Error) => void)[] = [];
  const given: (ExportPiece | null | Error)[] = [];
  const seen = { reads: 0, isClosed: false };
  const give = (piece: ExportPiece | null | Error) => {
    const take = waiting.shift();
    if (take) take(piece);
    else given.push(piece);
  };
  async function* pieces(): AsyncGenerator<ExportPiece> {
    try {
      for (;;) {
        seen.reads += 1;
        const next = given.shift();
        const piece =
          next === undefined ? await new Promise<ExportPiece | null | Error>((take) => waiting.push(take)) : next;
        if (piece === null) return;
        if (piece instanceof Error) throw piece;
        yield piece;
      }
    } finally {
      seen.isClosed = true;
    }
  }
  async function* counts(): AsyncGenerator<number> {
    yield 2;
    yield 1;
  }
  const made: ExportSource = {
    of: 'log',
    fileName: 'log.jsonl',
    contentType: 'application/jsonl',
    pieces: pieces(),
    counts: counts(),
    isStillAllowed: async () => true,
    ...replaced,
  };
  return { made, give, seen };
}

const line = (text: string): ExportPiece => ({ text: `${text}\n`, rows: 1 });

test('EX4 a file grows row by row, is handed out whole, and is gone when it has been taken', async () => {
  const { files, dir, left } = await exportFiles();
  const { made, give } = source();
  const { id, state } = files.begin(made);
  expect(state).toBe('running');
  give(line('één'));
  await expect.poll(() => files.list()).toMatchObject([{ rows: 1, expected: 3, sizeBytes: 6, state: 'running' }]);
  expect(await files.take(id)).toBeNull();
  give(line('two'));
  give(line('three'));
  give(null);
  await expect.poll(() => files.list()).toMatchObject([{ rows: 3, expected: 3, sizeBytes: 16, state: 'ready' }]);
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dir, left()[0]!)).mode & 0o777).toBe(0o600);
  const answer = await files.take(id);
  expect(Object.fromEntries(answer!.headers)).toEqual({
    'content-type': 'application/jsonl',
    'content-length': '16',
    'content-disposition': 'attachment; filename="log.jsonl"',
  });
  expect(await answer!.text()).toBe('één\ntwo\nthree\n');
  expect(files.list()).toEqual([]);
  expect(await files.take(id)).toBeNull();
  await expect.poll(left).toEqual([]);
});

test('EX4 whoever leaves in the middle can take it again', async () => {
  const { files } = await exportFiles();
  const { made, give } = source();
  const { id } = files.begin(made);
  give({ text: 'x'.repeat(3 * MEGABYTE), rows: 1 });
  give(null);
  await expect.poll(() => files.list()[0]?.state).toBe('ready');
  const reader = (await files.take(id))!.body!.getReader();
  await reader.read();
  await reader.cancel();
  expect((await (await files.take(id))!.arrayBuffer()).byteLength).toBe(3 * MEGABYTE);
});

test('EX4 cancelled in the middle: reading ends at once, and nothing of it stays', async () => {
  const { files, left } = await exportFiles();
  const { made, give, seen } = source();
  const { id } = files.begin(made);
  give(line('one'));
  await expect.poll(() => seen.reads).toBe(2);
  expect(left()).toEqual([`${id}.part`]);
  expect(files.drop(id)).toBe(true);
  expect(files.list()).toEqual([]);
  give(line('two'));
  await expect.poll(() => seen.isClosed).toBe(true);
  expect(seen.reads).toBe(2);
  await expect.poll(left).toEqual([]);
  expect(files.drop(id)).toBe(false);
});

test('EX4 one at a time; a new one takes the place of one that waits', async () => {
  const { files, left } = await exportFiles();
  const first = source();
  files.begin(first.made);
  expect(() => files.begin(source().made)).toThrow(expect.objectContaining({ code: 'EXPORT_RUNNING' }));
  first.give(null);
  await expect.poll(() => files.list()[0]?.state).toBe('ready');
  const second = source();
  const { id } = files.begin(second.made);
  await expect.poll(left).toEqual([`${id}.part`]);
  second.give(null);
});

test('EX4 a fault of reading in the middle: it is said, logged without words, and nothing stays', async () => {
  const { files, left, logged } = await exportFiles();
  const { made, give } = source();
  files.begin(made);
  give(line('one'));
  give(Object.assign(new Error('quoting jane@example.com'), { code: 'SQLITE_CORRUPT' }));
  await expect.poll(() => files.list()).toMatchObject([{ state: 'failed', fault: { code: 'read-failed' } }]);
  await expect.poll(left).toEqual([]);
  expect(logged).toEqual([expect.stringContaining('"error":"SQLITE_CORRUPT"')]);
  expect(logged.join()).not.toContain('jane');
});

test('EX4 a disk that fills up in the middle: what requests need is left to them, and nothing stays', async () => {
  let free = 250;
  const { files, left, logged } = await exportFiles(() => free);
  const { made, give, seen } = source();
  files.begin(made);
  give({ text: 'x'.repeat(9 * MEGABYTE), rows: 1 });
  await expect.poll(() => files.list()).toMatchObject([{ rows: 1, state: 'running' }]);
  free = 207;
  give(line('one more'));
  await expect.poll(() => files.list()).toMatchObject([{ state: 'failed', fault: { code: 'disk-full' } }]);
  expect(seen.isClosed).toBe(true);
  await expect.poll(left).toEqual([]);
  expect(logged).toEqual([]);
});

test('EX4 a folder that cannot be written to is said', async () => {
  const { files, dir, logged } = await exportFiles();
  writeFileSync(dir, 'not a folder');
  const { made, seen } = source();
  files.begin(made);
  await expect.poll(() => files.list()).toMatchObject([{ state: 'failed', fault: { code: 'disk-failed' } }]);
  expect(seen.reads).toBe(0);
  expect(logged[0]).toContain('disk-failed');
});

test('EX4 a file whose rows cannot be counted is made all the same', async () => {
  async function* counts(): AsyncGenerator<number> {
    yield 5;
    throw new Error('no');
  }
  const { files, logged } = await exportFiles();
  const { made, give } = source({ counts: counts() });
  files.begin(made);
  give(line('one'));
  give(null);
  await expect.poll(() => files.list()).toMatchObject([{ state: 'ready', rows: 1, expected: null }]);
  expect(logged).toEqual([expect.stringMatching(/^export-not-counted/)]);
});

test('LG3 whoever is erased goes from it: a file that waits, and one that is being made', async () => {
  const { files, left } = await exportFiles();
  const first = source();
  files.begin(first.made);
  first.give(line('jane'));
  await expect.poll(() => files.list()[0]?.rows).toBe(1);
  files.forget();
  expect(files.list()).toMatchObject([{ state: 'failed', fault: { code: 'erased' } }]);
  first.give(line('joe'));
  await expect.poll(() => first.seen.isClosed).toBe(true);
  await expect.poll(left).toEqual([]);

  const second = source();
  const { id } = files.begin(second.made);
  second.give(line('jane'));
  second.give(null);
  await expect.poll(() => files.list()[0]?.state).toBe('ready');
  files.forget();
  expect(files.list()).toMatchObject([{ state: 'failed', fault: { code: 'erased' } }]);
  expect(await files.take(id)).toBeNull();
  await expect.poll(left).toEqual([]);
});

test('LG3 what became private meanwhile does not leave: before it is ready, and while it waits', async () => {
  let isAllowed = false;
  const { files, left } = await exportFiles();
  const first = source({ isStillAllowed: async () => isAllowed });
  files.begin(first.made);
  first.give(null);
  await expect.poll(() => files.list()).toMatchObject([{ state: 'failed', fault: { code: 'made-private' } }]);

  isAllowed = true;
  const second = source({ isStillAllowed: async () => isAllowed });
  const { id } = files.begin(second.made);
  second.give(null);
  await expect.poll(() => files.list()[0]?.state).toBe('ready');
  isAllowed = false;
  expect(await files.take(id)).toBeNull();
  expect(files.list()).toMatchObject([{ state: 'failed', fault: { code: 'made-private' } }]);
  await expect.poll(left).toEqual([]);
});

test('LG3 a file that nobody takes is gone after an hour, after a stop, and at the start after a crash', async () => {
  const { files, clock, dir, left } = await exportFiles();
  const make = async () => {
    const { made, give } = source();
    files.begin(made);
    give(line('one'));
    give(null);
    await expect.poll(() => files.list()[0]?.state).toBe('ready');
  };
  await make();
  clock.advance(3_599_000);
  expect(files.list()).toHaveLength(1);
  clock.advance(1_000);
  expect(files.list()).toEqual([]);
  await expect.poll(left).toEqual([]);

  await make();
  await files.stop();
  expect(left()).toEqual([]);

  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'exp_old.part'), 'half a file');
  await files.start();
  expect(existsSync(dir)).toBe(false);
});
