import type { Drift, Tally } from '#shared/contract/drift.ts';
import type { ValueKind } from '#shared/json/value-kind.ts';
import { SLOT_WORDS } from '../identify/slot-words.ts';

const KIND_WORDS: Record<ValueKind, string> = {
  text: 'text',
  number: 'a number',
  'yes-no': 'yes or no',
  nothing: 'nothing',
  list: 'a list',
  object: 'a group of values',
};

/** `Found in 2 of the last 50 requests, before in all.` · `A number in the last request, before text.` */
export function sayDrift({ change, usual, lately }: Pick<Drift, 'change' | 'usual' | 'lately'>): string {
  if (change === 'vanished') return `${sayFound(lately)}, before in ${sayShare(usual)}.`;
  const newKinds = Object.keys(lately.kinds).filter((kind) => usual.kinds[kind as ValueKind] === undefined);
  const now = wordsOf(newKinds);
  return `${now[0]!.toUpperCase()}${now.slice(1)} in the last ${requests(lately.tried)}, before ${wordsOf(Object.keys(usual.kinds))}.`;
}

function sayFound({ tried, found }: Tally): string {
  if (tried === 1) return 'Not found in the last request';
  return `Found in ${found === 0 ? 'none' : found} of the last ${requests(tried)}`;
}

function sayShare({ tried, found }: Tally): string {
  return found === tried ? 'all' : `${found} of ${tried}`;
}

const requests = (count: number) => (count === 1 ? 'request' : `${count} requests`);

const wordsOf = (kinds: readonly string[]) => kinds.map((kind) => KIND_WORDS[kind as ValueKind]).join(' or ');

/** A row in the middle of a sentence: `the e-mail`, `“Booking start”`. */
export function rowWords(about: Drift['about']): string {
  return about.kind === 'slot' ? `the ${SLOT_WORDS[about.slot]}` : `“${about.name}”`;
}
