import type { Run } from '#shared/contract/flow.ts';
import type { Tone } from '../outcome/outcome-words.ts';

/** Where somebody's way through a flow stands. */
export const RUN_STATE_WORDS: Record<Run['state'], { label: string; tone: Tone }> = {
  running: { label: 'Running', tone: 'waiting' },
  waiting: { label: 'Waiting', tone: 'waiting' },
  held: { label: 'Held back', tone: 'attention' },
  done: { label: 'Done', tone: 'ok' },
  stopped: { label: 'Ended', tone: 'quiet' },
  failed: { label: 'Failed', tone: 'fault' },
};

export const RUN_STEP_WORDS: Record<Run['steps'][number]['state'], string> = {
  done: 'done',
  waiting: 'waiting',
  skipped: 'skipped',
  failed: 'failed',
  unknown: 'unclear',
};

/** Whether the owner can let it go on, or end it. */
export function isSteerable({ state }: Pick<Run, 'state'>): boolean {
  return state === 'waiting' || state === 'held';
}
