import { HostFault } from '../host-fault.ts';
import { keyFileCipher } from './key-file.ts';
import { passphraseCipher } from './passphrase.ts';
import { readPassphrase } from './passphrase-file.ts';
import type { SecretCipher } from './secret-cipher.ts';
import { type SecretStore, secretStore } from './secret-store.ts';

export interface SecretsWish {
  dataDir: string;
  /** Null: no passphrase was given. */
  passphraseFile: string | null;
  /** The system’s keychain, where the host has one that protects. */
  keychain: SecretCipher | null;
  /** Hears what the owner should know although the start goes on, one sentence each. */
  warn: (sentence: string) => void;
}

/**
 * The secrets of a data folder, opened in every way that works here. New ones are locked with the passphrase where there is one, else by the
 * keychain, else with the key file. Writes nothing. Rejects with a HostFault where the passphrase is missing in its file or is not the one that
 * locked what is there; a start without a passphrase goes on without what it locked.
 */
export async function openSecrets({ dataDir, passphraseFile, keychain, warn }: SecretsWish): Promise<SecretStore> {
  const passphrase = passphraseFile === null ? null : passphraseCipher(await readPassphrase(passphraseFile, warn));
  const others = keychain === null ? [] : [keychain];
  const keyFile = keyFileCipher(dataDir);
  const ciphers = [...(passphrase === null ? [] : [passphrase]), ...others, keyFile];
  const secrets = secretStore(dataDir, [ciphers[0] ?? keyFile, ...ciphers.slice(1)]);
  const locked = await secrets.lockedBy('passphrase');
  if (locked.length === 0) return secrets;
  if (passphrase === null) {
    warn(
      'Secrets in this data folder are locked with a passphrase. Until it is given with --passphrase-file, what needs them is refused.',
    );
    return secrets;
  }
  if (!(await opensAny(secrets, locked)))
    throw new HostFault(
      'passphrase',
      `The passphrase in ${passphraseFile} is not the one that locked the secrets in ${dataDir}.`,
    );
  return secrets;
}

/** One damaged secret is no wrong passphrase. */
async function opensAny(secrets: SecretStore, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    if (
      await secrets.get(name).then(
        () => true,
        () => false,
      )
    )
      return true;
  }
  return false;
}
