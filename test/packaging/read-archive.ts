import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder of the archive holds `files`; a file its size and place in bytes, or `unpacked` where it is kept beside the archive. */
interface Entry {
  files?: Record<string, Entry>;
  size?: number;
  offset?: string;
  unpacked?: boolean;
}

export interface ArchivedFile {
  path: string;
  /** Null: it is kept beside the archive. */
  content: Buffer | null;
}

/** Every file of an app.asar. It begins with four 32-bit numbers: the second says where the files begin, the last how long the JSON is that lists them. */
export function readArchive(archive: Buffer): ArchivedFile[] {
  const header = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString('utf8')) as Entry;
  const begin = 8 + archive.readUInt32LE(4);
  const contentOf = ({ offset, size = 0, unpacked }: Entry) =>
    unpacked ? null : archive.subarray(begin + Number(offset), begin + Number(offset) + size);
  const list = (entry: Entry, path: string): ArchivedFile[] =>
    entry.files === undefined
      ? [{ path, content: contentOf(entry) }]
      : Object.entries(entry.files).flatMap(([name, child]) => list(child, path === '' ? name : `${path}/${name}`));
  return list(header, '');
}

/** Writes the app as Electron sees it, archive and what lies beside it in one, into an empty folder: Node cannot look into archives. */
export function unpackArchive(resources: string, folder: string): void {
  for (const { path, content } of readArchive(readFileSync(join(resources, 'app.asar')))) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  cpSync(join(resources, 'app.asar.unpacked'), folder, { recursive: true });
}
