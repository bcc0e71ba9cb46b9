import { open } from 'node:fs/promises';
import { HostFault } from '../host-fault.ts';

/** Longer than any passphrase: who names a wrong file should hear of it. */
const MOST_BYTES = 4096;

/**
 * The passphrase in a file, without the line break that editors put at its end. Rejects with a HostFault in words where there is none. `warn`
 * hears, once, that others can read the file; whether a group may is left to its owner (systemd gives credentials that way).
 */
export async function readPassphrase(file: string, warn: (sentence: string) => void): Promise<string> {
  const { text, mode } = await readWhole(file);
  const passphrase = text.replace(/\r?\n$/, '');
  if (passphrase.trim() === '') throw new HostFault('passphrase', `The passphrase file ${file} is empty.`);
  if (process.platform !== 'win32' && (mode & 0o007) !== 0)
    warn(`Everybody on this computer can read or change the passphrase file ${file}. Close it with: chmod 600 ${file}`);
  return passphrase;
}

async function readWhole(file: string): Promise<{ text: string; mode: number }> {
  try {
    const handle = await open(file, 'r');
    try {
      const { mode } = await handle.stat();
      const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(MOST_BYTES + 1), position: 0 });
      if (bytesRead > MOST_BYTES)
        throw new HostFault('passphrase', `The file ${file} is too long for a passphrase (4 KB at most).`);
      return { text: buffer.subarray(0, bytesRead).toString('utf8'), mode };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof HostFault) throw error;
    throw new HostFault('passphrase', whyNot(file, error), { cause: error });
  }
}

function whyNot(file: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return `The passphrase file ${file} does not exist.`;
  if (code === 'EISDIR') return `The passphrase file ${file} is a folder.`;
  return `The passphrase file ${file} cannot be read (${code ?? 'unknown fault'}).`;
}
