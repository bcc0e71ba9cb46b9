import { DEEPEST_CONDITION, type FlowConfig, type Step } from '#shared/contract/flow.ts';
import { AppError, type ErrorDetail } from '#shared/errors.ts';
import { depthOf, everyStep } from '#shared/flow/steps.ts';

/** In all branches together. */
const MOST_STEPS = 200;

/** What the steps of a flow must keep to before they are saved. Throws INVALID_INPUT with every fault; pointers go into `{ config }`. */
export function checkSteps({ steps }: FlowConfig): void {
  const details = [...repeatedIds(steps, '/config/steps', new Set()), ...tooMuch(steps)];
  if (details.length > 0) throw new AppError('INVALID_INPUT', undefined, details);
}

/** A message is sent once for each step (SN5): two steps of one name would be one. */
function repeatedIds(steps: readonly Step[], pointer: string, seen: Set<string>): ErrorDetail[] {
  return steps.flatMap((step, index) => {
    const place = `${pointer}/${index}`;
    const fault = seen.has(step.id) ? [{ pointer: `${place}/id`, message: 'Another step has this id.' }] : [];
    seen.add(step.id);
    if (step.kind !== 'condition') return fault;
    return [...fault, ...repeatedIds(step.yes, `${place}/yes`, seen), ...repeatedIds(step.no, `${place}/no`, seen)];
  });
}

function tooMuch(steps: readonly Step[]): ErrorDetail[] {
  const pointer = '/config/steps';
  if (depthOf(steps) > DEEPEST_CONDITION) {
    return [{ pointer, message: `Conditions stand in conditions more than ${DEEPEST_CONDITION} deep.` }];
  }
  return everyStep(steps).length > MOST_STEPS ? [{ pointer, message: `A flow has at most ${MOST_STEPS} steps.` }] : [];
}
