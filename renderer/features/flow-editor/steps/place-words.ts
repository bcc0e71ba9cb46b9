import { stepSentence, testWords } from '#renderer/ui/flows/step-words.ts';
import type { Step } from '#shared/contract/flow.ts';
import type { FieldNames } from '#shared/flow/say-step.ts';
import { findStep, type ListId, placeOf, stepsIn } from '../draft/tree.ts';

/** A move, for the undo button. */
export const movedWords = (step: Step, fields: FieldNames): string => `Moved: ${stepSentence(step, fields)}`;

/** Where a step stands, for those who do not see it: “Now step 1 of 2 if yes: the tag “regular” is there.” Empty when it is not there. */
export function placeWords(steps: readonly Step[], id: string, fields: FieldNames): string {
  const place = placeOf(steps, id);
  if (place === null) return '';
  const { list, index } = place;
  const branch = list === 'top' ? '' : ` ${branchWords(steps, list, fields)}`;
  return `Now step ${index + 1} of ${stepsIn(steps, list).length}${branch}.`;
}

/** “if no: the tag “regular” is there”. */
export function branchWords(steps: readonly Step[], list: Exclude<ListId, 'top'>, fields: FieldNames): string {
  const condition = findStep(steps, list.condition);
  return `if ${list.branch}${condition?.kind === 'condition' ? `: ${testWords(condition.test, fields)}` : ''}`;
}
