import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Secrets } from '#engine/secrets.ts';
import type { SecretCipher } from './secret-cipher.ts';
import { writeWhole } from './write-whole.ts';

export const SECRETS_FILE = 'secrets.json';

const FileSchema = z.object({
  version: z.literal(1),
  secrets: z.record(
    z.string(),
    z.object({ backend: z.enum(['key-file', 'safe-storage', 'passphrase']), blob: z.base64() }),
  ),
});
type Entries = z.infer<typeof FileSchema>['secrets'];

export interface SecretStore extends Secrets {
  /** The names of what is locked this way; none where the file cannot be read. */
  lockedBy(backend: SecretCipher['backend']): Promise<string[]>;
  /** Locks with the first way what another one locked and can be opened here; the rest stays as it is. For whoever has the data folder to himself. */
  relock(): Promise<void>;
}

/**
 * Secrets in one file of the data folder, each locked. `ciphers` are the ways that can open here; the first one locks. An entry of another
 * way (stored by the desktop app, opened in the browser) is left alone and cannot be read. One process at a time, as the data folder has.
 */
export function secretStore(dataDir: string, ciphers: readonly [SecretCipher, ...SecretCipher[]]): SecretStore {
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

  const openEntry = async (
    name: string,
    { backend, blob }: Entries[string],
    onOutdated?: () => void,
  ): Promise<string> => {
    const cipher = ciphers.find((one) => one.backend === backend);
    if (cipher === undefined) throw new Error('This secret was locked in a way that cannot be opened here.');
    return cipher.open(name, Buffer.from(blob, 'base64'), onOutdated);
  };
  const lockEntry = async (name: string, value: string): Promise<Entries[string]> => {
    const [cipher] = ciphers;
    return { backend: cipher.backend, blob: (await cipher.lock(name, value)).toString('base64') };
  };

  const renewed = new Set<string>();
  /** Once a run. Where it fails, what was read is right all the same. */
  const renew = (name: string, { blob }: Entries[string], value: string): void => {
    if (renewed.has(name)) return;
    renewed.add(name);
    change(async (entries) => {
      const isSame = ownEntry(entries, name)?.blob === blob;
      return isSame ? { ...entries, [name]: await lockEntry(name, value) } : entries;
    }).catch(() => undefined);
  };

  return {
    async get(name) {
      await changing;
      const entry = ownEntry(await readEntries(file), name);
      if (entry === null) return null;
      let isOutdated = false;
      const value = await openEntry(name, entry, () => {
        isOutdated = true;
      });
      if (isOutdated) renew(name, entry, value);
      return value;
    },
    put: (name, value) => change(async (entries) => ({ ...entries, [name]: await lockEntry(name, value) })),
    async delete(name) {
      await changing;
      if (ownEntry(await readEntries(file), name) === null) return;
      await change(async ({ [name]: _removed, ...others }) => others);
    },
    async lockedBy(backend) {
      const entries = await readEntries(file).catch(() => ({}));
      return Object.entries(entries).flatMap(([name, entry]) => (entry.backend === backend ? [name] : []));
    },
    async relock() {
      await changing;
      const isOther = (entry: Entries[string]) => entry.backend !== ciphers[0].backend;
      if (!Object.values(await readEntries(file)).some(isOther)) return;
      await change(async (entries) => {
        const relocked: Entries = { ...entries };
        for (const [name, entry] of Object.entries(entries).filter(([, one]) => isOther(one))) {
          const value = await openEntry(name, entry).catch(() => null);
          if (value !== null) relocked[name] = await lockEntry(name, value);
        }
        return relocked;
      });
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
