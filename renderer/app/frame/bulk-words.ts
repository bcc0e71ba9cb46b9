import { sayCount } from '#renderer/ui/say-count.ts';
import type { BulkChange } from '#shared/contract/bulk-change.ts';

/** What is going on or was done, in the words that are read out when they change. */
export function bulkHeadline(change: BulkChange): string {
  const { of, tag, state, total, changed, undo } = change;
  if (undo?.state === 'running') return 'Undoing it';
  if (undo?.state === 'failed') return 'Not all of it was undone. Undo again.';
  if (undo?.state === 'done') return undone(of, undo.stayed);
  if (state === 'running') {
    return {
      'add-tag': `Adding the tag “${tag}”`,
      'remove-tag': `Removing the tag “${tag}”`,
      delete: 'Deleting contacts',
    }[of];
  }
  const what = outcome(of, tag, changed);
  if (state === 'cancelled') return `Stopped. ${what}`;
  if (state === 'failed') return `Something went wrong before the end. ${what}`;
  const same = total - changed;
  if (same === 0 || of === 'delete') return what;
  return `${what} ${same === 1 ? '1 other' : `${sayCount(same)} others`} ${of === 'add-tag' ? 'had it already' : 'did not have it'}.`;
}

function outcome(of: BulkChange['of'], tag: string | null, changed: number): string {
  const many = people(changed);
  switch (of) {
    case 'add-tag':
      return changed === 0 ? `Nobody was given the tag “${tag}”.` : `The tag “${tag}” was added to ${many}.`;
    case 'remove-tag':
      return changed === 0 ? `The tag “${tag}” was taken off nobody.` : `The tag “${tag}” was removed from ${many}.`;
    case 'delete':
      return changed === 0 ? 'Nobody was deleted.' : `${many} deleted.`;
  }
}

function undone(of: BulkChange['of'], stayed: number): string {
  if (stayed === 0) return of === 'delete' ? 'The contacts are back.' : 'It was undone.';
  return stayed === 1
    ? '1 contact could not be put back: somebody else has its number or address by now. The others are back.'
    : `${sayCount(stayed)} contacts could not be put back: others have their numbers or addresses by now. The others are back.`;
}

/** How far it is: `1,200 of 200,000 contacts`. */
export function bulkProgress({ done, total, undo }: BulkChange): string {
  const now = undo ?? { done, total };
  return `${sayCount(now.done)} of ${people(now.total)}`;
}

/** In percent. */
export function bulkShare({ done, total, undo }: BulkChange): number {
  const now = undo ?? { done, total };
  return now.total === 0 ? 100 : (now.done / now.total) * 100;
}

function people(count: number): string {
  return count === 1 ? '1 contact' : `${sayCount(count)} contacts`;
}
