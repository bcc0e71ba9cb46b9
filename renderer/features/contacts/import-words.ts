import { sayCount } from '#renderer/ui/say-count.ts';
import type { ImportState } from '#shared/contract/contact-import.ts';

/** What is known of an import that ended together with Fieldhook, or of a file that was let go: how far it had told it was. */
export function importLost({ state, dryRun, done, total }: ImportState): string {
  if (dryRun) return 'Fieldhook does not have this file any more. Nothing was written. Choose it again.';
  if (state !== 'running') return 'Fieldhook does not have this file any more. What was imported stays.';
  const soFar = `${sayCount(done)} of ${total === 1 ? '1 row' : `${sayCount(total)} rows`}`;
  return `Fieldhook ended in the middle of it. At least ${soFar} were worked on; what was imported stays. Choose the file again: it goes on with the same people, and nobody is there twice.`;
}

/** Where an import stands, in one sentence. */
export function importHeadline({ state, dryRun, done, total, counts }: ImportState): string {
  const rows = total === 1 ? '1 row' : `${sayCount(total)} rows`;
  const soFar = `${sayCount(done)} of ${rows}`;
  switch (state) {
    case 'open':
      return `${rows} to import.`;
    case 'running':
      return dryRun ? `Looking through ${soFar}…` : `Importing ${soFar}…`;
    case 'done':
      return dryRun
        ? `This is what importing ${rows} would do. Nothing has been written yet.`
        : `${sayCount(counts.created + counts.matched)} of ${rows} imported.`;
    case 'cancelled':
      return dryRun
        ? `Cancelled after ${soFar}. Nothing was written.`
        : `Cancelled after ${soFar}. What was imported stays; importing the file again goes on with the same people.`;
    case 'failed':
      return `It failed after ${soFar}. What was imported stays. Look at the status at the top of the window, then import the file again.`;
  }
}
