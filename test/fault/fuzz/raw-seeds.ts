import type { Hook, Target } from '#test/fixtures/corpus/case.ts';
import { CORPUS } from '#test/fixtures/corpus/corpus.ts';

/** Larger ones would leave no time for the others. */
const MAX_BYTES = 32 * 1024;

/** Whole requests as bytes, broken ones among them; not the questions, whose answers hold what was asked. */
export function rawSeeds(at: (hook: Hook) => Target): Buffer[] {
  return CORPUS.filter(({ id, screens }) => !screens && id !== 'S15')
    .flatMap(({ send, to }) => send(at(to)))
    .map((bytes) => (typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes)))
    .filter(({ length }) => length <= MAX_BYTES);
}
