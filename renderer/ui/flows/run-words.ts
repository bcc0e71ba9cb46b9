import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import type { Run } from '#shared/contract/flow.ts';
import { assertNever } from '#shared/errors.ts';
import type { Tone } from '../outcome/outcome-words.ts';

/** Where somebody's way through a flow stands. */
export const RUN_STATE_WORDS: Record<Run['state'], { label: string; tone: Tone }> = {
  running: { label: 'Running', tone: 'waiting' },
  waiting: { label: 'Waiting', tone: 'waiting' },
  held: { label: 'Waits for you', tone: 'attention' },
  done: { label: 'Done', tone: 'ok' },
  stopped: { label: 'Ended', tone: 'quiet' },
  failed: { label: 'Failed', tone: 'fault' },
};

const RUN_STEP_WORDS: Record<Run['steps'][number]['state'], string> = {
  done: 'done',
  waiting: 'waiting',
  skipped: 'skipped',
  failed: 'failed',
  unknown: 'unclear',
};

/** How far a step came. One that was waiting when its run was held or ended does not wait any more. */
export function stepState({ state: run }: Pick<Run, 'state'>, { state }: Run['steps'][number]): string {
  if (state !== 'waiting' || run === 'waiting' || run === 'running') return RUN_STEP_WORDS[state];
  return run === 'held' ? 'waits for you' : 'ended here';
}

/** Whether the owner can let it go on, or end it. */
export function isSteerable({ state }: Pick<Run, 'state'>): boolean {
  return state === 'waiting' || state === 'held';
}

/** What came of a flow that was just started, before its details. */
export function startedWords({ state, isTry, contact }: Pick<Run, 'state' | 'isTry' | 'contact'>): string {
  const who = sayPhone(contact?.label ?? 'this person');
  if (isTry && state !== 'failed') return `This is how it goes for ${who}. Nothing was really sent or changed.`;
  switch (state) {
    case 'running':
      return `The flow has started for ${who}.`;
    case 'waiting':
      return `The flow has started for ${who}, and waits now.`;
    case 'held':
      return `The flow waits for you to let it go on for ${who}.`;
    case 'done':
      return `The flow is done for ${who}.`;
    case 'stopped':
      return `The flow has ended for ${who}.`;
    case 'failed':
      return `The flow failed for ${who}.`;
    default:
      return assertNever(state);
  }
}
