import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretCipher } from './secret-cipher.ts';
import { writeWhole } from './write-whole.ts';

export const KEY_FILE = 'secrets.key';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a random key in a file of the data folder that only its owner may read. It keeps secrets out of the database, of
 * exports and of backups of single files; whoever can read the whole folder as its owner can read them.
 */
export function keyFileCipher(dataDir: string): SecretCipher {
  const file = join(dataDir, KEY_FILE);
  return {
    backend: 'key-file',
    async lock(name, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, (await readKey(file)) ?? (await makeKey(file)), iv);
      cipher.setAAD(Buffer.from(name));
      const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), locked]);
    },
    async open(name, blob) {
      const key = await readKey(file);
      if (key === null) throw new Error('The key of the secrets is gone.');
      const decipher = createDecipheriv(ALGORITHM, key, blob.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(blob.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(blob.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}

/** Null where there is none; rejects where the file holds something else. */
async function readKey(file: string): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== 32) throw new Error('The key of the secrets is damaged.');
  await chmod(file, 0o600);
  return key;
}

async function makeKey(file: string): Promise<Buffer> {
  const key = randomBytes(32);
  await writeWhole(file, `${key.toString('base64url')}\n`);
  return key;
}
