import { statSync } from 'node:fs';

/**
 * Whether the file under a name is still the one that was open when this was called. A database that is deleted or replaced while it is
 * open takes every write without complaint, and all of them are gone when it is closed. Looks at the name only: opening the file and
 * closing it again would drop SQLite's locks.
 */
export function watchPlace(file: string): () => boolean {
  const identity = identityOf(file);
  return () => identity !== null && identityOf(file) === identity;
}

function identityOf(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev} ${stat.ino}`;
}
