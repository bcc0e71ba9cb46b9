import { sayCount } from '#renderer/ui/say-count.ts';
import type { ImportState, PastImport, UndoState } from '#shared/contract/contact-import.ts';

/** Whether the first row of a file is a person: an e-mail address or a phone number names no column. */
export function isPersonRow(names: readonly string[]): boolean {
  return names.some((name) => /^\S+@\S+\.\S+$/.test(name) || /^'?[+0][\d\s()-]{6,}$/.test(name));
}

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
        : `Cancelled after ${soFar}. What was imported stays, and can be undone; importing the file again goes on with the same people.`;
    case 'failed':
      return `It failed after ${soFar}. What was imported stays. Look at the status at the top of the window, then import the file again.`;
  }
}

const people = (count: number, word = ''): string =>
  count === 1 ? `1 ${word}person` : `${sayCount(count)} ${word}people`;

/** What an import did: `20 new people, 100 known people changed`. */
export function sayPastImport({ created, changed }: Pick<PastImport, 'created' | 'changed'>): string {
  const parts = [created > 0 && people(created, 'new '), changed > 0 && `${people(changed, 'known ')} changed`];
  return parts.filter(Boolean).join(', ');
}

/** How far undoing an import is, or what came of it. */
export function sayUndo({ state, done, total, removed, stayed, putBack, partly }: UndoState): string {
  if (state === 'running') return `Undoing ${sayCount(done)} of ${people(total)}…`;
  if (state === 'failed')
    return `Undoing stopped after ${sayCount(done)} of ${people(total)}. Undo it again: it goes on with the rest.`;
  const is = (count: number) => (count === 1 ? 'is' : 'are');
  const parts = [
    removed > 0 && `${people(removed)} removed.`,
    putBack > 0 && `${people(putBack)} ${is(putBack)} as before.`,
    partly > 0 && `${people(partly)} ${is(partly)} as before except for what was changed since.`,
    stayed > 0 && `${people(stayed)} stayed as they are: used or changed since.`,
  ];
  return `Undone. ${parts.filter(Boolean).join(' ')}`.trim();
}
