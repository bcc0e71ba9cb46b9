import { isDirty } from '#renderer/ui/draft/draft.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { EditorState } from './editor-context.tsx';
import type { Step } from './places.ts';

/** What a step says of itself in the navigation. */
export interface StepState {
  isDone: boolean;
  words: string;
}

/** Where each of the five steps stands. `requests` is how many requests of this webhook are known. */
export function stepStates(
  { webhook, draft, sample, rowReceipt }: Pick<EditorState, 'webhook' | 'draft' | 'sample' | 'rowReceipt'>,
  requests: number,
): Record<Step, StepState> {
  const { config } = draft;
  const slots = [...Object.values(config.identity), ...Object.values(config.profile)].filter((path) => path !== null);
  const mapped = slots.length + config.fields.length + (config.payloadField === null ? 0 : 1);
  return {
    address: { isDone: requests > 0, words: requests > 0 ? 'Has received' : 'Nothing received yet' },
    sample: { isDone: sample.shown !== null, words: sampleWords(sample) },
    map: { isDone: isIdentified(rowReceipt, config.identity), words: mappedWords(mapped) },
    handling: { isDone: true, words: config.flow === null ? 'Sends nothing' : 'Starts a flow' },
    check: { isDone: webhook.active && !isDirty(draft), words: checkWords(webhook.active, isDirty(draft)) },
  };
}

/** With a sample: it says who it is about. Without one: something is mapped that could. */
function isIdentified(receipt: Receipt | null, identity: EditorState['draft']['config']['identity']): boolean {
  if (receipt?.identification) return receipt.identification.decision !== 'unidentified';
  return Object.values(identity).some((path) => path !== null);
}

function sampleWords({ shown, text }: EditorState['sample']): string {
  if (shown !== null) return 'In the tree';
  return text.trim() === '' ? 'No sample yet' : 'Loaded, not in the tree yet';
}

function mappedWords(count: number): string {
  if (count === 0) return 'Nothing mapped yet';
  return count === 1 ? '1 value mapped' : `${count} values mapped`;
}

function checkWords(isActive: boolean, hasChanges: boolean): string {
  if (hasChanges) return 'Not saved yet';
  return isActive ? 'Switched on' : 'Switched off';
}
