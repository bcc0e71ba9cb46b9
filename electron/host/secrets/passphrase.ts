import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import type { SecretCipher } from './secret-cipher.ts';

const ALGORITHM = 'aes-256-gcm';
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** 32 MB and about a third of a second for each guess (OWASP’s second choice: a small server has to bear it too). */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

/**
 * AES-256-GCM with a key that is made of a passphrase (scrypt). The passphrase is kept nowhere: who has the data folder has no secret. A blob
 * is salt, IV, tag and text, so it needs no other file. Making a key is slow on purpose, so the salt of what was opened is used again.
 */
export function passphraseCipher(passphrase: string): SecretCipher {
  const keys = new Map<string, Promise<Buffer>>();
  let salt: Buffer | null = null;

  const keyWith = (used: Buffer): Promise<Buffer> => {
    const name = used.toString('base64');
    const known = keys.get(name) ?? derive(passphrase, used);
    keys.set(name, known);
    return known;
  };

  return {
    backend: 'passphrase',
    async lock(name, text) {
      salt ??= randomBytes(SALT_BYTES);
      const used = salt;
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, await keyWith(used), iv);
      cipher.setAAD(Buffer.from(name));
      const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([used, iv, cipher.getAuthTag(), locked]);
    },
    async open(name, blob) {
      const used = blob.subarray(0, SALT_BYTES);
      const iv = blob.subarray(SALT_BYTES, SALT_BYTES + IV_BYTES);
      const tag = blob.subarray(SALT_BYTES + IV_BYTES, SALT_BYTES + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, await keyWith(used), iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(tag);
      const locked = blob.subarray(SALT_BYTES + IV_BYTES + TAG_BYTES);
      const text = Buffer.concat([decipher.update(locked), decipher.final()]).toString('utf8');
      salt ??= Buffer.from(used);
      return text;
    },
  };
}

function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
