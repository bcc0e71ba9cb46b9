import type { Tally } from '#shared/contract/drift.ts';
import type { ValueKind } from '#shared/json/value-kind.ts';

/** A kind that came once and went again is an accident: were it usual from then on, nobody would be told when it comes for good. */
const LEAST_TIMES = 2;

/** The kinds that a row is known to give: the most frequent ones, and those that came more than once. */
export function usualKinds({ kinds }: Tally): ValueKind[] {
  const most = Math.max(...Object.values(kinds));
  return (Object.keys(kinds) as ValueKind[]).filter((kind) => kinds[kind]! >= Math.min(LEAST_TIMES, most));
}
