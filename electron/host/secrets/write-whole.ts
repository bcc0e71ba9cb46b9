import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that only its owner may read, whole or not at all: killed at any moment, the old file or the new one is there. */
export async function writeWhole(file: string, content: string): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  // Windows cannot open a folder; there the rename is written through by itself.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
