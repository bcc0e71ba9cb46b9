import type { SafeStorage } from 'electron';
import type { SecretCipher } from '#host/secrets/secret-cipher.ts';

/**
 * The system’s keychain, or null where there is none that protects anything: on Linux without one, Chromium would use a password that is
 * written in its source. Ask only after the app is ready.
 */
export async function keychainCipher(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
): Promise<SecretCipher | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return null;
  return {
    backend: 'safe-storage',
    lock: (name, text) => safeStorage.encryptStringAsync(JSON.stringify([name, text])),
    async open(name, blob, onOutdated) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(blob);
      const [lockedName, text] = JSON.parse(result) as [string, string];
      if (lockedName !== name) throw new Error('This secret belongs to something else.');
      if (shouldReEncrypt) onOutdated?.();
      return text;
    },
  };
}
