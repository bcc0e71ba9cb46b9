import type { Drift, Tally } from '#shared/contract/drift.ts';
import { SLOT_WORDS } from '#shared/contract/slot-words.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import type { ValueKind } from '#shared/json/value-kind.ts';
import { usualKinds } from './usual-kinds.ts';

/** Of a path in a sentence, in characters. */
const LONGEST_PATH = 100;

const KIND_WORDS: Record<ValueKind, string> = {
  text: 'text',
  number: 'a number',
  'yes-no': 'yes or no',
  nothing: 'nothing',
  list: 'a list',
  object: 'a group of values',
};

/** What is counted of a webhook: its requests, or with one contact per item (RC3) the items. */
export type Counted = 'request' | 'item';

export function countedOf({ itemsPath }: Pick<WebhookConfig, 'itemsPath'>): Counted {
  return itemsPath === null ? 'request' : 'item';
}

/** `Found in 2 of the last 50 requests, before in all.` · `A number in the last request, before text.` · of one request: `Not found in this request, …` */
export function sayDrift(
  { change, usual, lately }: Pick<Drift, 'change' | 'usual' | 'lately'>,
  newest: 'the last' | 'this',
  counted: Counted,
): string {
  const since = sinceWords(lately.tried, newest, counted);
  if (change === 'vanished') return `${sayFound(lately)} ${since}, before in ${sayShare(usual)}.`;
  const before = usualKinds(usual);
  const now = wordsOf(Object.keys(lately.kinds).filter((kind) => !before.includes(kind as ValueKind)));
  return `${now[0]!.toUpperCase()}${now.slice(1)} in ${since}, before ${wordsOf(before)}.`;
}

function sayFound({ tried, found }: Tally): string {
  if (tried === 1) return 'Not found in';
  return `Found in ${found === 0 ? 'none' : found} of`;
}

function sinceWords(tried: number, newest: 'the last' | 'this', counted: Counted): string {
  if (tried === 1) return `${newest} ${counted}`;
  return newest === 'this' ? `the ${tried} ${counted}s up to this one` : `the last ${tried} ${counted}s`;
}

function sayShare({ tried, found }: Tally): string {
  return found === tried ? 'all' : `${found} of ${tried}`;
}

const wordsOf = (kinds: readonly string[]) => kinds.map((kind) => KIND_WORDS[kind as ValueKind]).join(' or ');

/** A row or place in the middle of a sentence: `the e-mail`, `“Booking start”`, `“$.room” in the flow “Confirm”`. */
export function rowWords({ about, path }: Pick<Drift, 'about' | 'path'>): string {
  switch (about.kind) {
    case 'slot':
      return `the ${SLOT_WORDS[about.slot]}`;
    case 'field':
      return `“${about.name}”`;
    case 'place':
      return `“${excerptOf(path, LONGEST_PATH)}” in the flow “${about.name}”`;
    default:
      return assertNever(about);
  }
}
