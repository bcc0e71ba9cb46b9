import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Secrets } from '#engine/secrets.ts';
import type { SecretCipher } from './secret-cipher.ts';
import { writeWhole } from './write-whole.ts';

export const SECRETS_FILE = 'secrets.json';

const FileSchema = z.object({
  version: z.literal(1),
  secrets: z.record(z.string(), z.object({ backend: z.enum(['key-file', 'safe-storage']), blob: z.base64() })),
});
type Entries = z.infer<typeof FileSchema>['secrets'];

/**
 * Secrets in one file of the data folder, each locked. `ciphers` are the ways that can open here; the first one locks. An entry of another
 * way (stored by the desktop app, opened in the browser) is left alone and cannot be read. One process at a time, as the data folder has.
 */
export function secretStore(dataDir: string, ciphers: readonly [SecretCipher, ...SecretCipher[]]): Secrets {
  const file = join(dataDir, SECRETS_FILE);
  let changing: Promise<void> = Promise.resolve();

  /** One after the other: two changes at once would lose one. */
  const change = (edit: (entries: Entries) => Promise<Entries>): Promise<void> => {
    const changed = changing.then(async () => {
      const secrets = await edit(await readEntries(file));
      await writeWhole(file, `${JSON.stringify({ version: 1, secrets }, null, 2)}\n`);
    });
    changing = changed.catch(() => undefined);
    return changed;
  };

  return {
    async get(name) {
      await changing;
      const entry = ownEntry(await readEntries(file), name);
      if (entry === null) return null;
      const cipher = ciphers.find(({ backend }) => backend === entry.backend);
      if (cipher === undefined) throw new Error('This secret was locked in a way that cannot be opened here.');
      return cipher.open(name, Buffer.from(entry.blob, 'base64'));
    },
    put: (name, value) =>
      change(async (entries) => {
        const [cipher] = ciphers;
        const blob = (await cipher.lock(name, value)).toString('base64');
        return { ...entries, [name]: { backend: cipher.backend, blob } };
      }),
    async delete(name) {
      await changing;
      if (ownEntry(await readEntries(file), name) === null) return;
      await change(async ({ [name]: _removed, ...others }) => others);
    },
  };
}

function ownEntry(entries: Entries, name: string): Entries[string] | null {
  return Object.hasOwn(entries, name) ? (entries[name] ?? null) : null;
}

/** A file that cannot be read is a fault, never an empty one: it would be overwritten. */
async function readEntries(file: string): Promise<Entries> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? {} : FileSchema.parse(JSON.parse(text)).secrets;
}
