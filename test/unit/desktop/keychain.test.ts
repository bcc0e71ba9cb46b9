import { describe, expect, it } from 'vitest';
import { keychainCipher } from '#desktop/keychain.ts';

type SafeStorage = Parameters<typeof keychainCipher>[0];
type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>;

/** Plays the system’s keychain: turns the text round. */
function keychain(isAvailable: boolean, backend: Backend, shouldReEncrypt = false): SafeStorage {
  return {
    isAsyncEncryptionAvailable: async () => isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => Buffer.from(text).reverse(),
    decryptStringAsync: async (blob: Buffer) => ({
      result: Buffer.from(blob).reverse().toString(),
      shouldReEncrypt,
    }),
  } as SafeStorage;
}

describe('the keychain of the desktop', () => {
  it.each([
    ['a keychain', true, 'gnome_libsecret', 'linux', true],
    ['no keychain but a password that everybody knows', true, 'basic_text', 'linux', false],
    ['a keychain nobody knows of', true, 'unknown', 'linux', false],
    ['a system without one', false, 'unknown', 'darwin', false],
    ['another system, where the backend says nothing', true, 'unknown', 'darwin', true],
  ] as const)('%s', async (_, isAvailable, backend, platform, isUsed) => {
    expect((await keychainCipher(keychain(isAvailable, backend), platform)) !== null).toBe(isUsed);
  });

  it('locks and opens, under the name it was locked with only', async () => {
    const cipher = await keychainCipher(keychain(true, 'kwallet6'), 'linux');
    const blob = await cipher!.lock('webhook/whk_1/secret', 'made up');
    expect(await cipher!.open('webhook/whk_1/secret', blob)).toBe('made up');
    await expect(cipher!.open('webhook/whk_2/secret', blob)).rejects.toThrow('belongs to something else');
  });

  it('says when a secret should be locked anew, as the key of the system has been replaced', async () => {
    const heard: string[] = [];
    for (const isReplaced of [false, true]) {
      const cipher = await keychainCipher(keychain(true, 'unknown', isReplaced), 'darwin');
      const blob = await cipher!.lock('webhook/whk_1/secret', 'made up');
      expect(await cipher!.open('webhook/whk_1/secret', blob, () => heard.push(String(isReplaced)))).toBe('made up');
    }
    expect(heard).toEqual(['true']);
  });
});
