import { randomBytes } from 'node:crypto';
import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const SECRET_FILE = 'ui-secret';

/** 256 random bits as base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * The secret that opens the screens in the browser: kept in the data folder, readable by its owner only, the same after a restart. A file that others could read, or that does not
 * hold a secret, is replaced. Call it only while holding the data folder's lock.
 */
export async function readOrMakeSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, SECRET_FILE);
  const known = await readPrivate(file);
  if (known !== null && SECRET.test(known)) return known;
  const secret = randomBytes(32).toString('base64url');
  const fresh = `${file}.new`;
  await rm(fresh, { force: true });
  await writeFile(fresh, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  await rename(fresh, file);
  return secret;
}

async function readPrivate(file: string): Promise<string | null> {
  const found = await lstat(file).catch(() => null);
  if (!found?.isFile()) return null;
  // Windows has no such bits; there the data folder lies inside the profile of its owner.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) return null;
  return (await readFile(file, 'utf8')).trim();
}
