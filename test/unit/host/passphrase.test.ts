import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openSecrets } from '#host/secrets/open-secrets.ts';
import { passphraseCipher } from '#host/secrets/passphrase.ts';
import { readPassphrase } from '#host/secrets/passphrase-file.ts';

const NAME = 'webhook/whk_1/secret';
const VALUE = 'a made-up secret: ünïcode';

let folder: string;
let file: string;
let warnings: string[];
const warn = (sentence: string) => void warnings.push(sentence);

beforeEach(async () => {
  const made = await mkdtemp(join(tmpdir(), 'fieldhook-passphrase-'));
  onTestFinished(() => rm(made, { recursive: true }));
  folder = made;
  file = join(folder, 'words');
  warnings = [];
});

async function words(text: string, mode = 0o600): Promise<string> {
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}

describe('a key made of a passphrase', () => {
  it('opens what it locked, in another process too, and never locks to the same bytes', async () => {
    const cipher = passphraseCipher('correct horse');
    const [one, two] = await Promise.all([cipher.lock(NAME, VALUE), cipher.lock(NAME, VALUE)]);
    expect(one.equals(two)).toBe(false);
    const later = passphraseCipher('correct horse');
    expect(await later.open(NAME, one)).toBe(VALUE);
    // The same salt, so that a folder with many secrets costs one key and not one for each.
    expect((await later.lock(NAME, 'another')).subarray(0, 16)).toEqual(one.subarray(0, 16));
  });

  // Making a key is slow on purpose: these share one.
  const correct = passphraseCipher('correct horse');
  const locked = correct.lock(NAME, VALUE);

  it.each([
    { what: 'another passphrase', passphrase: 'correct horsE', name: NAME, change: (blob: Buffer) => blob },
    { what: 'another name', passphrase: 'correct horse', name: 'webhook/whk_2/secret', change: (blob: Buffer) => blob },
    {
      what: 'a changed blob',
      passphrase: 'correct horse',
      name: NAME,
      change: (blob: Buffer) => Buffer.concat([blob.subarray(0, -1), Buffer.from([blob.at(-1)! ^ 1])]),
    },
    { what: 'a cut blob', passphrase: 'correct horse', name: NAME, change: (blob: Buffer) => blob.subarray(0, 20) },
  ])('does not open with $what', async ({ passphrase, name, change }) => {
    const blob = await locked;
    const cipher = passphrase === 'correct horse' ? correct : passphraseCipher(passphrase);
    await expect(cipher.open(name, change(blob))).rejects.toThrow();
  });
});

describe('a passphrase file', () => {
  it.each(['correct horse', 'correct horse\n', 'correct horse\r\n'])(
    'is read without its last line break: %j',
    async (text) => {
      expect(await readPassphrase(await words(text), warn)).toBe('correct horse');
      expect(warnings).toEqual([]);
    },
  );

  it('keeps blanks and inner line breaks, which may be meant', async () => {
    expect(await readPassphrase(await words(' a\nb \n\n'), warn)).toBe(' a\nb \n');
  });

  it.each(['', '\n', ' \n '])('that is empty is refused: %j', async (text) => {
    await expect(readPassphrase(await words(text), warn)).rejects.toMatchObject({
      exit: 'passphrase',
      message: expect.stringMatching(/is empty/),
    });
  });

  it('that is missing, a folder or too long is refused by name', async () => {
    await expect(readPassphrase(file, warn)).rejects.toThrow(`The passphrase file ${file} does not exist.`);
    await expect(readPassphrase(join(await words('x'), 'below'), warn)).rejects.toThrow(/does not exist/);
    await words('x'.repeat(4097));
    await expect(readPassphrase(file, warn)).rejects.toThrow(/too long/);
    await mkdir(join(folder, 'folder'));
    await expect(readPassphrase(join(folder, 'folder'), warn)).rejects.toThrow(/is a folder/);
  });

  it.skipIf(process.platform === 'win32').each([
    { mode: 0o644, count: 1 },
    { mode: 0o602, count: 1 },
    // As systemd gives credentials.
    { mode: 0o440, count: 0 },
    { mode: 0o400, count: 0 },
  ])('that others can read is read, with a warning: %o', async ({ mode, count }) => {
    expect(await readPassphrase(await words('correct horse', mode), warn)).toBe('correct horse');
    expect(warnings).toHaveLength(count);
    if (count > 0) expect(warnings[0]).toContain(`chmod 600 ${file}`);
  });
});

describe('the secrets of a data folder', () => {
  const open = (passphraseFile: string | null) =>
    openSecrets({ dataDir: join(folder, 'data'), passphraseFile, keychain: null, warn });

  beforeEach(async () => mkdir(join(folder, 'data')));

  it('locked with a passphrase need it again, and no key lies beside them', async () => {
    await (await open(await words('correct horse'))).put(NAME, VALUE);
    expect(await readdir(join(folder, 'data'))).toEqual(['secrets.json']);
    expect(await (await open(await words('correct horse'))).get(NAME)).toBe(VALUE);
  });

  it('a wrong passphrase is a refused start that changes nothing', async () => {
    await (await open(await words('correct horse'))).put(NAME, VALUE);
    const before = await readFile(join(folder, 'data', 'secrets.json'));
    await expect(open(await words('wrong horse'))).rejects.toMatchObject({
      exit: 'passphrase',
      message: expect.stringMatching(/not the one that locked/),
    });
    expect(await readFile(join(folder, 'data', 'secrets.json'))).toEqual(before);
  });

  it('one damaged secret among others is no wrong passphrase', async () => {
    const secrets = await open(await words('correct horse'));
    await secrets.put(NAME, VALUE);
    await secrets.put('webhook/whk_2/secret', 'another');
    const path = join(folder, 'data', 'secrets.json');
    const stored = JSON.parse(await readFile(path, 'utf8'));
    stored.secrets[NAME].blob = 'AAAA';
    await writeFile(path, JSON.stringify(stored));
    expect(await (await open(file)).get('webhook/whk_2/secret')).toBe('another');
  });

  it('without the passphrase the start goes on, says so once, and new secrets do not harm the old ones', async () => {
    await (await open(await words('correct horse'))).put(NAME, VALUE);
    const without = await open(null);
    expect(warnings).toEqual([expect.stringMatching(/--passphrase-file/)]);
    await expect(without.get(NAME)).rejects.toThrow('cannot be opened here');
    await without.put('webhook/whk_2/secret', 'made without');
    const again = await open(file);
    await again.relock();
    expect(await again.get(NAME)).toBe(VALUE);
    expect(await again.get('webhook/whk_2/secret')).toBe('made without');
    expect(await again.lockedBy('key-file')).toEqual([]);
  });

  it('a damaged file of secrets stops no start', async () => {
    await writeFile(join(folder, 'data', 'secrets.json'), '{"secrets":');
    await expect((await open(await words('correct horse'))).get(NAME)).rejects.toThrow();
  });
});
