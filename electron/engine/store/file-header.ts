import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** `FhDB`: marks our databases among all SQLite files. */
export const APPLICATION_ID = 0x46684442;

export type FileHeader =
  | { kind: 'absent' }
  /** The file is there with nothing in it. */
  | { kind: 'empty' }
  | { kind: 'not-a-database' }
  | { kind: 'database'; applicationId: number; userVersion: number; pages: number };

const HEADER_BYTES = 100;
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');

/**
 * Reads what a database file says of itself without SQLite: even a read-only open of a WAL database leaves files beside it, and a database
 * from a newer version must stay untouched. The newest header may still be in the write-ahead log; the higher version counts.
 * Format: https://www.sqlite.org/fileformat2.html
 */
export function readFileHeader(file: string): FileHeader {
  if (!existsSync(file)) return { kind: 'absent' };
  const header = readAt(file, (read) => read(0, HEADER_BYTES));
  if (header.length === 0) return { kind: 'empty' };
  if (!beginsAsDatabase(header)) return { kind: 'not-a-database' };
  return {
    kind: 'database',
    applicationId: applicationIdOf(header),
    pages: pagesOf(header),
    userVersion: Math.max(userVersionOf(header), ...versionsInLog(`${file}-wal`)),
  };
}

/** How long a database says it is. Only for a file that `readFileHeader` knows as a database and that no log belongs to. */
export function readPageCount(file: string): { pages: number; pageBytes: number } {
  const header = readAt(file, (read) => read(0, HEADER_BYTES));
  const pageBytes = header.readUInt16BE(16);
  // 65,536 does not fit into two bytes and is written as 1.
  return { pages: pagesOf(header), pageBytes: pageBytes === 1 ? 65_536 : pageBytes };
}

const beginsAsDatabase = (header: Buffer) =>
  header.length === HEADER_BYTES && header.subarray(0, MAGIC.length).equals(MAGIC);
const pagesOf = (header: Buffer) => header.readUInt32BE(28);
const userVersionOf = (header: Buffer) => header.readUInt32BE(60);
const applicationIdOf = (header: Buffer) => header.readUInt32BE(68);

const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const SMALLEST_PAGE_BYTES = 512;

/**
 * `user_version` of every copy of page 1 in the current write-ahead log; frames left over from an earlier log carry other salts. A process that
 * was killed between the two writes of a frame leaves its head before whatever page an earlier log had there: only what begins as page 1 does is one.
 */
function versionsInLog(file: string): number[] {
  if (!existsSync(file)) return [];
  return readAt(file, (read, size) => {
    const header = read(0, LOG_HEADER_BYTES);
    if (header.length < LOG_HEADER_BYTES) return [];
    const pageBytes = header.readUInt32BE(8);
    if (pageBytes < SMALLEST_PAGE_BYTES) return [];
    const salts = header.subarray(16, 24);
    const versions: number[] = [];
    for (let at = LOG_HEADER_BYTES; at + FRAME_HEADER_BYTES + pageBytes <= size; at += FRAME_HEADER_BYTES + pageBytes) {
      const frame = read(at, FRAME_HEADER_BYTES);
      if (!frame.subarray(8, 16).equals(salts)) break;
      const page = frame.readUInt32BE(0) === 1 ? read(at + FRAME_HEADER_BYTES, HEADER_BYTES) : null;
      if (page !== null && beginsAsDatabase(page)) versions.push(userVersionOf(page));
    }
    return versions;
  });
}

function readAt<T>(file: string, use: (read: (from: number, length: number) => Buffer, size: number) => T): T {
  const descriptor = openSync(file, 'r');
  try {
    const read = (from: number, length: number) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, from));
    };
    return use(read, fstatSync(descriptor).size);
  } finally {
    closeSync(descriptor);
  }
}
