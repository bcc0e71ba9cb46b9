import { type ConditionStep, DEEPEST_CONDITION, type Step } from '#shared/contract/flow.ts';
import { depthOf } from '#shared/flow/steps.ts';

/** A list of steps: the flow's own, or a branch of one of its conditions. */
export type ListId = 'top' | { condition: string; branch: 'yes' | 'no' };

/** A gap in a list: `index` steps stand before it. */
export interface Place {
  list: ListId;
  index: number;
}

type Steps = readonly Step[];

export function isSameList(one: ListId, other: ListId): boolean {
  if (one === 'top' || other === 'top') return one === other;
  return one.condition === other.condition && one.branch === other.branch;
}

/** The step with this id, wherever it stands; null when there is none. */
export function findStep(steps: Steps, id: string): Step | null {
  for (const step of steps) {
    if (step.id === id) return step;
    const inside = step.kind === 'condition' ? (findStep(step.yes, id) ?? findStep(step.no, id)) : null;
    if (inside !== null) return inside;
  }
  return null;
}

/** Where a step stands; null when there is none. */
export function placeOf(steps: Steps, id: string, list: ListId = 'top'): Place | null {
  for (const [index, step] of steps.entries()) {
    if (step.id === id) return { list, index };
    if (step.kind !== 'condition') continue;
    const inside =
      placeOf(step.yes, id, { condition: step.id, branch: 'yes' }) ??
      placeOf(step.no, id, { condition: step.id, branch: 'no' });
    if (inside !== null) return inside;
  }
  return null;
}

/** The steps of one list; empty when its condition is not there. */
export function stepsIn(steps: Steps, list: ListId): Steps {
  if (list === 'top') return steps;
  const condition = findStep(steps, list.condition);
  return condition?.kind === 'condition' ? condition[list.branch] : [];
}

export function withStep(steps: Steps, id: string, change: (step: Step) => Step): Step[] {
  return steps.map((step) => {
    if (step.id === id) return change(step);
    return step.kind === 'condition' ? inBranches(step, (branch) => withStep(branch, id, change)) : step;
  });
}

export function withoutStep(steps: Steps, id: string): Step[] {
  return steps
    .filter((step) => step.id !== id)
    .map((step) => (step.kind === 'condition' ? inBranches(step, (branch) => withoutStep(branch, id)) : step));
}

export function insertAt(steps: Steps, { list, index }: Place, added: Step): Step[] {
  if (list === 'top') return steps.toSpliced(index, 0, added);
  return withStep(steps, list.condition, (step) =>
    step.kind === 'condition' ? { ...step, [list.branch]: step[list.branch].toSpliced(index, 0, added) } : step,
  );
}

/** A copy of a step right after it, with ids of its own: a message is sent once for each step (SN5). */
export function duplicateStep(steps: Steps, id: string, newId: () => string): Step[] {
  const step = findStep(steps, id);
  const place = placeOf(steps, id);
  if (step === null || place === null) return [...steps];
  return insertAt(steps, { ...place, index: place.index + 1 }, withNewIds(step, newId));
}

/** Puts a step into another gap, counted while it still stands where it was. Into itself, or too deep, it does not go. */
export function moveTo(steps: Steps, id: string, to: Place): Step[] {
  const step = findStep(steps, id);
  const from = placeOf(steps, id);
  if (step === null || from === null || !canGoTo(steps, step, to)) return [...steps];
  const isLater = isSameList(from.list, to.list) && to.index > from.index;
  return insertAt(withoutStep(steps, id), isLater ? { ...to, index: to.index - 1 } : to, step);
}

/**
 * Puts a step into the gap before or after the one where it is, in the order in which one reads: past a condition that is into its branches, and
 * out of them again. So every place can be reached by pressing one key. Null when there is nowhere further to go.
 */
export function moveBy(steps: Steps, id: string, direction: -1 | 1): Step[] | null {
  const step = findStep(steps, id);
  const from = placeOf(steps, id);
  if (step === null || from === null) return null;
  const others = withoutStep(steps, id);
  const places = placesIn(others);
  const at = places.findIndex(({ list, index }) => index === from.index && isSameList(list, from.list));
  for (let next = at + direction; next >= 0 && next < places.length; next += direction) {
    const place = places[next];
    if (place !== undefined && isDeepEnoughFor(others, step, place)) return insertAt(others, place, step);
  }
  return null;
}

/** Every gap, in the order in which one reads. */
function placesIn(steps: Steps, list: ListId = 'top'): Place[] {
  return [
    { list, index: 0 },
    ...steps.flatMap((step, index) => [
      ...(step.kind === 'condition'
        ? [
            ...placesIn(step.yes, { condition: step.id, branch: 'yes' }),
            ...placesIn(step.no, { condition: step.id, branch: 'no' }),
          ]
        : []),
      { list, index: index + 1 },
    ]),
  ];
}

function canGoTo(steps: Steps, step: Step, { list, index }: Place): boolean {
  const isInside = list !== 'top' && (list.condition === step.id || findStep([step], list.condition) !== null);
  return !isInside && isDeepEnoughFor(steps, step, { list, index });
}

function isDeepEnoughFor(steps: Steps, step: Step, { list }: Place): boolean {
  return depthOf([step]) + levelOf(steps, list) <= DEEPEST_CONDITION;
}

/** In how many conditions a list stands: 0 for the flow's own. */
export function levelOf(steps: Steps, list: ListId): number {
  if (list === 'top') return 0;
  const place = placeOf(steps, list.condition);
  return place === null ? 0 : 1 + levelOf(steps, place.list);
}

/** The step that a JSON Pointer into `{ config }` leads into (`/config/steps/0/yes/1/tag`); null where it leads elsewhere. */
export function stepAt(steps: Steps, pointer: string): Step | null {
  const [, config, top, ...rest] = pointer.split('/');
  return config === 'config' && top === 'steps' ? deepest(steps, rest) : null;
}

function deepest(steps: Steps, [index, branch, ...rest]: readonly string[]): Step | null {
  const step = steps[Number(index)];
  if (step === undefined) return null;
  if (step.kind !== 'condition' || (branch !== 'yes' && branch !== 'no')) return step;
  return deepest(step[branch], rest) ?? step;
}

function withNewIds(step: Step, newId: () => string): Step {
  const renamed = { ...step, id: newId() };
  return renamed.kind === 'condition'
    ? inBranches(renamed, (branch) => branch.map((inside) => withNewIds(inside, newId)))
    : renamed;
}

function inBranches(step: ConditionStep, change: (branch: Steps) => Step[]): ConditionStep {
  return { ...step, yes: change(step.yes), no: change(step.no) };
}
