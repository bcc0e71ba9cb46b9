import type { Tone } from '#renderer/ui/outcome/outcome-words.ts';
import type { Judgement } from '#shared/contract/rejudge.ts';

export const JUDGEMENT_WORDS: Record<Judgement['verdict'], { label: string; tone: Tone }> = {
  proven: { label: 'Proven', tone: 'ok' },
  repeat: { label: 'Repeat', tone: 'quiet' },
  unproven: { label: 'Not proven', tone: 'attention' },
  unknown: { label: 'Cannot be told', tone: 'quiet' },
};

/** What the button says that carries a judgement out; null where there is nothing to be done. */
export function applyWords(judgements: readonly Judgement[]): string | null {
  const count = (wanted: Judgement['verdict']) => judgements.filter(({ verdict }) => verdict === wanted).length;
  const proven = count('proven');
  if (proven > 0) return judgements.length === 1 ? 'Work on it' : `Work on the ${proven} proven`;
  return count('repeat') > 0 ? 'Keep as duplicates' : null;
}
