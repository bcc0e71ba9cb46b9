import type { ContactChoice } from '#shared/contract/bulk-change.ts';

/** Whom of a list one has chosen: these, or all that the list could show but these. Keys are User Ns. */
export interface Choice {
  of: 'some' | 'all';
  keys: ReadonlySet<string>;
}

export const NOBODY: Choice = { of: 'some', keys: new Set() };
export const EVERYBODY: Choice = { of: 'all', keys: new Set() };

export function isChosen({ of, keys }: Choice, userNs: string): boolean {
  return keys.has(userNs) === (of === 'some');
}

/** With these chosen, or not. */
export function chosenWith({ of, keys }: Choice, userNs: readonly string[], isWanted: boolean): Choice {
  const after = new Set(keys);
  for (const one of userNs) {
    if (isWanted === (of === 'some')) after.add(one);
    else after.delete(one);
  }
  return { of, keys: after };
}

/** From one to the other, both included, in the order of the list; only the second where the first is not in it. */
export function range(list: readonly string[], from: string | null, to: string): string[] {
  const ends = [from === null ? -1 : list.indexOf(from), list.indexOf(to)];
  if (ends.includes(-1)) return [to];
  return list.slice(Math.min(...ends), Math.max(...ends) + 1);
}

/** How many; `total` is how many the list could show. */
export function chosenCount({ of, keys }: Choice, total: number): number {
  return of === 'some' ? keys.size : Math.max(0, total - keys.size);
}

/** For the door. */
export function whoOf({ of, keys }: Choice, { q, segment }: { q: string; segment: string | null }): ContactChoice {
  const named = [...keys];
  if (of === 'some') return { userNs: named };
  return { ...(q !== '' && { q }), ...(segment !== null && { segment }), ...(named.length > 0 && { except: named }) };
}
