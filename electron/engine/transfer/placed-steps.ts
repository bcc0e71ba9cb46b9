import type { Step } from '#shared/contract/flow.ts';

export interface PlacedStep {
  step: Step;
  /** Its id behind those of the branches that it stands in. */
  key: string;
  /** `Step 2`, `Step 3, yes 1`. */
  place: string;
}

/** Every step of a flow with where it stands in it, in the order of the screen. */
export function placedSteps(steps: readonly Step[]): PlacedStep[] {
  const walk = (list: readonly Step[], above: string, place: (at: number) => string): PlacedStep[] =>
    list.flatMap((step, index) => {
      const placed = { step, key: `${above}${step.id}`, place: place(index + 1) };
      if (step.kind !== 'condition') return [placed];
      const branch = (name: 'yes' | 'no') =>
        walk(step[name], `${placed.key}/${name}/`, (at) => `${placed.place}, ${name} ${at}`);
      return [placed, ...branch('yes'), ...branch('no')];
    });
  return walk(steps, '', (at) => `Step ${at}`);
}
