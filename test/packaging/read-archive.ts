/** A folder of the archive holds `files`, a file its size in bytes. */
interface Entry {
  files?: Record<string, Entry>;
  size?: number;
}

/**
 * Every file of an app.asar by its path, with its size in bytes; those that are kept outside of it are listed too. The archive begins with four 32-bit
 * numbers, the last of which is the length of the JSON that follows.
 */
export function readArchive(archive: Buffer): Map<string, number> {
  const header = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString('utf8')) as Entry;
  const list = (entry: Entry, path: string): [string, number][] =>
    entry.files === undefined
      ? [[path, entry.size ?? 0]]
      : Object.entries(entry.files).flatMap(([name, child]) => list(child, path === '' ? name : `${path}/${name}`));
  return new Map(list(header, ''));
}
