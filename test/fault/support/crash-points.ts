import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '#engine/store/open-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { NOON } from '#test/contract/store/made-up-rows.ts';
import { temporaryFolder } from '#test/contract/store/temporary-store.ts';
import { statements } from './watched-database.ts';

/** Ids that are the same again after each opening, so that what was done twice can be compared with what was done once; they follow `from`. */
export function openAt(dataDir: string, from = 0): Promise<LocalStore> {
  let count = from;
  const newId = (prefix: string) => {
    count += 1;
    return `${prefix}_${count}`;
  };
  return openStore({ dataDir, now: () => NOON, newId });
}

/** A folder as a crash leaves it: what was handed to the system so far. The lock is the system's and goes with the process. */
export function copyOf(dataDir: string): string {
  const copy = join(temporaryFolder(), 'data');
  mkdirSync(copy);
  for (const name of readdirSync(dataDir))
    if (name !== 'lock.db') cpSync(join(dataDir, name), join(copy, name), { recursive: true });
  return copy;
}

/**
 * Runs a task; resolves to the states of the folder in which a crash may leave it, in order: a copy of it as it was before the first
 * statement, before each that found other bytes than the last, and at the end. Most statements find what the one before found, since what a
 * transaction does is written when it ends; a next start cannot tell them apart.
 */
export async function crashPoints(dataDir: string, task: () => Promise<unknown>): Promise<string[]> {
  const copies: string[] = [];
  let last = '';
  const look = () => {
    const bytes = digestOf(dataDir);
    if (bytes !== last) copies.push(copyOf(dataDir));
    last = bytes;
  };
  statements.onEach = look;
  try {
    await task();
  } finally {
    statements.onEach = () => undefined;
  }
  look();
  return copies;
}

/** Of what a crash leaves. The index of the log is no part of it: SQLite makes it anew for the first that opens a database. */
function digestOf(dataDir: string): string {
  const digest = createHash('sha256');
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (entry.name === 'lock.db' || entry.name.endsWith('-shm')) continue;
    const path = join(entry.parentPath, entry.name);
    digest.update(`${path}\n`);
    if (entry.isFile()) digest.update(readFileSync(path));
  }
  return digest.digest('hex');
}

const FRAME_HEAD = 24;
const LOG_HEAD = 32;
const PAGE = 4096;

/** The last copy again and again, with its log cut between any two writes of the commit: within a frame, behind its head, behind its page. */
export function tornLogs(whole: string): string[] {
  const log = readFileSync(join(whole, 'fieldhook.db-wal'));
  const cuts: number[] = [0, LOG_HEAD / 2];
  for (let at = LOG_HEAD; at < log.length; at += FRAME_HEAD + PAGE)
    cuts.push(at, at + FRAME_HEAD, at + FRAME_HEAD + PAGE / 2);
  return cuts.flatMap((cut) =>
    // Behind the cut there is nothing, or what an earlier log has left.
    [Buffer.alloc(0), Buffer.alloc(log.length - cut, 0xa5)].map((rest) => {
      const torn = join(temporaryFolder(), 'data');
      mkdirSync(torn);
      copyFileSync(join(whole, 'fieldhook.db'), join(torn, 'fieldhook.db'));
      copyFileSync(join(whole, 'data-folder.json'), join(torn, 'data-folder.json'));
      writeFileSync(join(torn, 'fieldhook.db-wal'), Buffer.concat([log.subarray(0, cut), rest]));
      return torn;
    }),
  );
}

/** The schema and every row of every table, a line each. */
export function contentOf(dataDir: string): string[] {
  const database = new Database(join(dataDir, 'fieldhook.db'), { readonly: true });
  try {
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%'")
      .pluck()
      .all();
    const rows = tables.flatMap((table) =>
      database
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) => `${table} ${JSON.stringify(row)}`),
    );
    return [...schemaOf(database), ...rows].toSorted();
  } finally {
    database.close();
  }
}

/** Which of the two it is; what differs from the second where it is neither. */
export function eitherOf(before: readonly string[], after: readonly string[], content: readonly string[]): string {
  if (content.join() === before.join()) return 'before';
  if (content.join() === after.join()) return 'after';
  const missing = after.filter((line) => !content.includes(line)).map((line) => `- ${line}`);
  const others = content.filter((line) => !after.includes(line)).map((line) => `+ ${line}`);
  return [...missing, ...others].join('\n');
}

/** The version, and what was made, a line each. */
export function schemaOf(database: Database.Database): string[] {
  const made = database.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').pluck().all();
  return [`version ${database.pragma('user_version', { simple: true })}`, ...made];
}
