import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readOrMakeSecret, SECRET_FILE } from '#host/loopback/secret-file.ts';

let dataDir: string;
let file: string;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fieldhook-secret-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  dataDir = folder;
  file = join(dataDir, SECRET_FILE);
});

describe('the secret of the screens', () => {
  it('is 256 random bits in a file for its owner only', async () => {
    const secret = await readOrMakeSecret(dataDir);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(await readFile(file, 'utf8')).toBe(`${secret}\n`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is the same after a restart', async () => {
    expect(await readOrMakeSecret(dataDir)).toBe(await readOrMakeSecret(dataDir));
  });

  it.each([
    { name: 'empty', text: '' },
    { name: 'cut off', text: 'abc' },
    { name: 'not a secret', text: `${'a'.repeat(42)}!` },
  ])('is made anew when the file is $name', async ({ text }) => {
    await writeFile(file, text, { mode: 0o600 });
    const secret = await readOrMakeSecret(dataDir);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await readFile(file, 'utf8')).toBe(`${secret}\n`);
  });

  it('is made anew when others could have read it', async () => {
    const before = await readOrMakeSecret(dataDir);
    await chmod(file, 0o644);
    expect(await readOrMakeSecret(dataDir)).not.toBe(before);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is never read through a link, nor written to where one points', async () => {
    const elsewhere = join(dataDir, 'elsewhere');
    await writeFile(elsewhere, 'a'.repeat(43), { mode: 0o600 });
    await symlink(elsewhere, file);
    await symlink(elsewhere, `${file}.new`);
    expect(await readOrMakeSecret(dataDir)).not.toBe('a'.repeat(43));
    expect(await readFile(elsewhere, 'utf8')).toBe('a'.repeat(43));
  });
});
