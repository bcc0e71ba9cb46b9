import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The name a relay gave us, so that we can ask for the same one again and the address stays. */
export interface KeptName {
  read(): string | null;
  write(name: string): void;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Keeps the name in a small file beside the database. Without it the address only changes sooner, so no fault of it matters. */
export function keptNameIn(dataDir: string): KeptName {
  const file = join(dataDir, 'tunnel-name');
  let known: string | null = null;
  return {
    read() {
      known ??= readName(file);
      return known;
    },
    write(name) {
      if (name === known || !NAME.test(name)) return;
      known = name;
      try {
        writeFileSync(file, `${name}\n`, { mode: 0o600 });
      } catch {
        // A full or read-only disk: the name is kept until the end of this run.
      }
    },
  };
}

function readName(file: string): string | null {
  try {
    const name = readFileSync(file, 'utf8').trim();
    return NAME.test(name) ? name : null;
  } catch {
    return null;
  }
}
