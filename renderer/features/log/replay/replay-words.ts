import type { Tone } from '#renderer/ui/outcome/outcome-words.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { ReplayVerdict, RunDifference } from '#shared/contract/replay.ts';

/** What a comparison came to, at a glance. */
export const VERDICT_WORDS: Record<ReplayVerdict, { label: string; tone: Tone }> = {
  same: { label: 'The same', tone: 'quiet' },
  better: { label: 'Better', tone: 'ok' },
  different: { label: 'Different', tone: 'attention' },
  worse: { label: 'Would now fail', tone: 'fault' },
};

/** What became of one value, in a word. */
export function changeWord({ before, now, isSame, about }: RunDifference): { label: string; tone: Tone } {
  if (isSame) return { label: 'Same', tone: 'quiet' };
  if (about.kind === 'contact' && before.effect === 'value' && now.effect === 'value') {
    return { label: 'Another', tone: 'attention' };
  }
  if (before.effect === 'nothing') return { label: 'New', tone: 'ok' };
  return now.effect === 'nothing' ? { label: 'Gone', tone: 'fault' } : { label: 'Changed', tone: 'attention' };
}

export function countWords(requests: number): string {
  return requests === 1 ? '1 request' : `${sayCount(requests)} requests`;
}

/** What is worth a look: what differs, and what the contact would lose. */
export function isTelling({ isSame, replaces }: RunDifference): boolean {
  return !isSame || replaces !== null;
}
