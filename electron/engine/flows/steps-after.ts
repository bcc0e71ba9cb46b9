import type { Step } from '#shared/contract/flow.ts';

/** What is still to be done after a step, in its branch and behind it; null from the top. Throws where the flow has no such step. */
export function stepsAfter(steps: readonly Step[], id: string | null): Step[] {
  if (id === null) return [...steps];
  const rest = find(steps, id);
  if (rest === null) throw new Error(`The flow has no step ${id}.`);
  return rest;
}

function find(steps: readonly Step[], id: string): Step[] | null {
  for (const [index, step] of steps.entries()) {
    const behind = steps.slice(index + 1);
    if (step.id === id) return behind;
    if (step.kind !== 'condition') continue;
    const inBranch = find(step.yes, id) ?? find(step.no, id);
    if (inBranch !== null) return [...inBranch, ...behind];
  }
  return null;
}
