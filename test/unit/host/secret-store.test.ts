import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KEY_FILE, keyFileCipher } from '#host/secrets/key-file.ts';
import { passphraseCipher } from '#host/secrets/passphrase.ts';
import type { SecretCipher } from '#host/secrets/secret-cipher.ts';
import { SECRETS_FILE, secretStore } from '#host/secrets/secret-store.ts';

const VALUE = 'a made-up secret: ünïcode';
const NAME = 'webhook/whk_1/secret';

function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'fieldhook-secrets-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const open = () => secretStore(dir, [keyFileCipher(dir)]);
  return { dir, open, secrets: open(), file: join(dir, SECRETS_FILE), key: join(dir, KEY_FILE) };
}

test('a secret comes back after a restart, and stands in no file as it is', async () => {
  const { dir, open, secrets } = folder();
  expect(await secrets.get(NAME)).toBeNull();
  await secrets.put(NAME, VALUE);
  expect(await open().get(NAME)).toBe(VALUE);
  const files = readdirSync(dir);
  expect(files.sort()).toEqual([SECRETS_FILE, KEY_FILE].sort());
  for (const name of files) {
    const content = readFileSync(join(dir, name), 'utf8');
    expect(content).not.toContain(VALUE);
    expect(content).not.toContain(Buffer.from(VALUE).toString('base64'));
  }
});

test.skipIf(process.platform === 'win32')(
  'both files are readable by their owner only, also a key that was not',
  async () => {
    const { secrets, file, key } = folder();
    await secrets.put(NAME, VALUE);
    chmodSync(key, 0o644);
    await secrets.get(NAME);
    for (const path of [file, key]) expect(statSync(path).mode & 0o777).toBe(0o600);
  },
);

test('the same secret is never locked to the same bytes', async () => {
  const { secrets, file } = folder();
  const blob = () => JSON.parse(readFileSync(file, 'utf8')).secrets[NAME].blob;
  await secrets.put(NAME, VALUE);
  const first = blob();
  await secrets.put(NAME, VALUE);
  expect(blob()).not.toBe(first);
});

test('many changes at once are all kept, and a removed one is gone', async () => {
  const { open, secrets } = folder();
  const names = Array.from({ length: 20 }, (_, index) => `webhook/whk_${index}/secret`);
  await Promise.all(names.map((name) => secrets.put(name, name)));
  await secrets.delete(names[0]!);
  await secrets.delete('webhook/never/secret');
  expect(await Promise.all(names.map((name) => open().get(name)))).toEqual([null, ...names.slice(1)]);
});

test('a changed blob, or the blob of another name, does not open', async () => {
  const { secrets, file } = folder();
  await secrets.put(NAME, VALUE);
  await secrets.put('webhook/whk_2/secret', 'another');
  const stored = JSON.parse(readFileSync(file, 'utf8'));
  stored.secrets[NAME].blob = stored.secrets['webhook/whk_2/secret'].blob;
  writeFileSync(file, JSON.stringify(stored));
  await expect(secrets.get(NAME)).rejects.toThrow();
});

test('a lost key opens nothing and takes nothing away', async () => {
  const { open, secrets, file, key } = folder();
  await secrets.put(NAME, VALUE);
  const before = readFileSync(file, 'utf8');
  const kept = readFileSync(key, 'utf8');
  rmSync(key);
  await expect(open().get(NAME)).rejects.toThrow('The key of the secrets is gone.');
  expect(readFileSync(file, 'utf8')).toBe(before);
  writeFileSync(key, kept);
  expect(await open().get(NAME)).toBe(VALUE);
});

test.each(['', '{"secrets":', '{"version":2,"secrets":{}}'])(
  'a file that cannot be read is not written over: %s',
  async (content) => {
    const { secrets, file } = folder();
    writeFileSync(file, content);
    await expect(secrets.put(NAME, VALUE)).rejects.toThrow();
    await expect(secrets.get(NAME)).rejects.toThrow();
    expect(readFileSync(file, 'utf8')).toBe(content);
  },
);

test('what the keychain locked stays as it is where there is no keychain; what the key file locked opens with both', async () => {
  const { dir, open, secrets, file } = folder();
  const keychain: SecretCipher = {
    backend: 'safe-storage',
    lock: async (_, text) => Buffer.from(text).reverse(),
    open: async (_, blob) => Buffer.from(blob).reverse().toString(),
  };
  const desktop = secretStore(dir, [keychain, keyFileCipher(dir)]);
  await secrets.put('webhook/whk_2/secret', 'from the browser');
  await desktop.put(NAME, 'from the desktop');
  expect(await desktop.get('webhook/whk_2/secret')).toBe('from the browser');
  expect(await desktop.get(NAME)).toBe('from the desktop');
  const before = readFileSync(file, 'utf8');
  await expect(open().get(NAME)).rejects.toThrow('cannot be opened here');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('what the keychain wants locked anew, as its key was replaced, is locked anew when it is read, and a newer value stays', async () => {
  const { dir, file } = folder();
  let key = 'old';
  const keychain: SecretCipher = {
    backend: 'safe-storage',
    lock: async (_, text) => Buffer.from(`${key} ${text}`),
    open: async (_, blob, onOutdated) => {
      const [lockedWith, text] = blob.toString().split(' ');
      if (lockedWith !== key) onOutdated?.();
      return text!;
    },
  };
  const secrets = secretStore(dir, [keychain]);
  await secrets.put(NAME, 'first');
  await secrets.put('webhook/whk_2/secret', 'first');
  key = 'new';
  const reading = secrets.get('webhook/whk_2/secret');
  expect(await secrets.get(NAME)).toBe('first');
  await secrets.put('webhook/whk_2/secret', 'second');
  expect(await reading).toBe('first');
  expect(await secrets.get('webhook/whk_2/secret')).toBe('second');
  const stored: Record<string, { blob: string }> = JSON.parse(readFileSync(file, 'utf8')).secrets;
  const opened = Object.values(stored).map(({ blob }) => Buffer.from(blob, 'base64').toString());
  expect(opened).toEqual(['new first', 'new second']);
});

test('relock: what another way locked is locked with the first one; what opens in no way here stays as it is', async () => {
  const { dir, secrets, file } = folder();
  await secrets.put(NAME, VALUE);
  await secrets.put('webhook/whk_2/secret', 'damaged');
  const stored = JSON.parse(readFileSync(file, 'utf8'));
  stored.secrets['webhook/whk_2/secret'].blob = stored.secrets[NAME].blob;
  writeFileSync(file, JSON.stringify(stored));
  const both = secretStore(dir, [passphraseCipher('correct horse'), keyFileCipher(dir)]);
  await both.relock();
  expect(await both.lockedBy('passphrase')).toEqual([NAME]);
  expect(await both.lockedBy('key-file')).toEqual(['webhook/whk_2/secret']);
  expect(await both.get(NAME)).toBe(VALUE);
  await expect(secrets.get(NAME)).rejects.toThrow('cannot be opened here');
  expect(JSON.parse(readFileSync(file, 'utf8')).secrets['webhook/whk_2/secret']).toEqual(
    stored.secrets['webhook/whk_2/secret'],
  );
  const before = readFileSync(file, 'utf8');
  await both.relock();
  await secretStore(dir, [keyFileCipher(dir)]).lockedBy('passphrase');
  expect(JSON.parse(readFileSync(file, 'utf8')).secrets[NAME]).toEqual(JSON.parse(before).secrets[NAME]);
});
