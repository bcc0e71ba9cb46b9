import { closeSync, openSync, read } from 'node:fs';
import { promisify } from 'node:util';

const readAt = promisify(read);
const PIECE = 1024 * 1024;

export interface FileBytes {
  /** Whether one of these stands in the file, byte for byte (as Latin-1), whatever the case of its ASCII letters. */
  hold(needles: readonly string[]): Promise<boolean>;
  close(): void;
}

/**
 * The raw bytes of the open database file, unused parts included. The descriptor is opened at the first search and stays open until `close`,
 * which must come after the database was closed: closing any descriptor of a file drops the locks that SQLite has on it.
 */
export function fileBytes(file: string): FileBytes {
  let descriptor: number | null = null;
  return {
    async hold(needles) {
      if (needles.length === 0) return false;
      descriptor ??= openSync(file, 'r');
      const overlap = Math.max(...needles.map(({ length }) => length)) - 1;
      const buffer = Buffer.alloc(PIECE);
      let before = '';
      for (let position = 0; ; ) {
        const { bytesRead } = await readAt(descriptor, buffer, 0, PIECE, position);
        if (bytesRead === 0) return false;
        const text = before + buffer.toString('latin1', 0, bytesRead).toLowerCase();
        if (needles.some((needle) => text.includes(needle))) return true;
        before = overlap === 0 ? '' : text.slice(-overlap);
        position += bytesRead;
      }
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}
