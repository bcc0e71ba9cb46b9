import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

const DIGITS = 16;

export interface HighWater {
  /** After a commit. Never throws: the requests are on disk, whatever becomes of their number. */
  note(): void;
  /** Brings the file to disk. */
  sync(): void;
  close(): void;
}

/**
 * The number of the latest stored request, in a file of its own. A database that lost its write-ahead log, or was replaced by an older
 * one, is sound in itself; only the number says that there was more. Written after each commit, and synced every few seconds, so it is
 * never ahead of the database.
 */
export function openHighWater(file: string, database: Database): HighWater {
  const lastSeq = lastSeqOf(database);
  let descriptor: number | null = null;
  let written = 0;
  let synced = 0;
  return {
    note() {
      const seq = lastSeq();
      if (seq === written) return;
      try {
        descriptor ??= openSync(file, existsSync(file) ? 'r+' : 'w', 0o600);
        writeSync(descriptor, `${String(seq).padStart(DIGITS, '0')}\n`, 0);
        written = seq;
      } catch {
        // A full disk: the next commit tries again.
      }
    },
    sync() {
      if (descriptor === null || synced === written) return;
      fsyncSync(descriptor);
      synced = written;
    },
    close() {
      if (descriptor === null) return;
      ftruncateSync(descriptor, DIGITS + 1);
      fsyncSync(descriptor);
      closeSync(descriptor);
      descriptor = null;
    },
  };
}

/** Numbers of requests that were stored once and are not in the database any more. */
export interface LostRequests {
  first: number;
  last: number;
}

/** Compares the file with the database; changes nothing. */
export function lossIn(file: string, database: Database): LostRequests | null {
  const known = readHighWater(file);
  if (known === 0) return null;
  const found = lastSeqOf(database)();
  return known <= found ? null : { first: found + 1, last: known };
}

/** What is lost keeps its numbers, so that a new request is never taken for a lost one. */
export function skipNumbers(database: Database, { last }: LostRequests): void {
  database.transaction(() => {
    database.prepare("DELETE FROM sqlite_sequence WHERE name = 'delivery'").run();
    database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('delivery', ?)").run(last);
  })();
}

/** 0 where there is no number to be read: a file that is not ours to judge warns of nothing. */
function readHighWater(file: string): number {
  if (!existsSync(file)) return 0;
  const text = readFileSync(file, 'utf8').trim();
  return new RegExp(`^\\d{${DIGITS}}$`).test(text) ? Number(text) : 0;
}

function lastSeqOf(database: Database): () => number {
  const statement = database.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'delivery'").pluck();
  return () => statement.get() ?? 0;
}
