import type { Outcome, Reason } from '#shared/contract/outcome.ts';

/** How it went, at a glance: `ok` done · `waiting` not worked on yet · `quiet` no effect, on purpose · `attention` the owner can mend it · `fault` ours. */
export type Tone = 'ok' | 'waiting' | 'quiet' | 'attention' | 'fault';

interface Words {
  label: string;
  tone: Tone;
  /** For choosing it in a filter. */
  meaning: string;
}

/** Outcomes as the owner reads them, everywhere the same. `pending` are requests not worked on yet. */
export const OUTCOME_WORDS: Record<Outcome | 'pending', Words> = {
  processed: { label: 'Processed', tone: 'ok', meaning: 'the contact was found or made' },
  unidentified: { label: 'Not identified', tone: 'attention', meaning: 'nothing says who it is about' },
  stopped: { label: 'Stopped', tone: 'attention', meaning: 'its User Ns belongs to nobody' },
  conflict: { label: 'Conflict', tone: 'attention', meaning: 'it names different people' },
  duplicate: { label: 'Duplicate', tone: 'quiet', meaning: 'it had arrived before' },
  unparsed: { label: 'Unreadable', tone: 'attention', meaning: 'its format could not be read' },
  refused: { label: 'Refused', tone: 'attention', meaning: 'the sender was turned away' },
  failed: { label: 'Failed', tone: 'fault', meaning: 'something went wrong in Fieldhook' },
  sample: { label: 'Sample', tone: 'quiet', meaning: 'kept while listening, nothing else happened' },
  pending: { label: 'In progress', tone: 'waiting', meaning: 'stored, not worked on yet' },
};

const REASON_LABELS: Partial<Record<Reason, string>> = {
  inactive: 'Refused: switched off',
  'rate-limited': 'Refused: limit reached',
  'too-large': 'Refused: too large',
  'bad-signature': 'Refused: signature',
  handshake: 'Refused: sender’s question',
  erased: 'Erased',
};

/** “Refused: switched off” rather than “Refused”, where the reason is known. */
export function outcomeLabel(outcome: Outcome | null, reason: Reason | null): string {
  const reasoned = outcome === 'refused' && reason !== null ? REASON_LABELS[reason] : undefined;
  return reasoned ?? OUTCOME_WORDS[outcome ?? 'pending'].label;
}
