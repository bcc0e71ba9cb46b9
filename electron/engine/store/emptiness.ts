import type { Database } from 'better-sqlite3';

/** Whether there is nothing yet that a backup could keep. */
export function emptiness(database: Database): () => boolean {
  const some = database
    .prepare<[], number>(
      'SELECT EXISTS (SELECT 1 FROM webhook) OR EXISTS (SELECT 1 FROM contact) OR EXISTS (SELECT 1 FROM field) OR EXISTS (SELECT 1 FROM flow)',
    )
    .pluck();
  return () => some.get() !== 1;
}
