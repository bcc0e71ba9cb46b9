import { describe, expect, it } from 'vitest';
import {
  duplicateStep,
  findStep,
  insertAt,
  moveBy,
  moveTo,
  placeOf,
  stepAt,
  withoutStep,
  withStep,
} from '#renderer/features/flow-editor/draft/tree.ts';
import { type ConditionStep, DEEPEST_CONDITION, type Step } from '#shared/contract/flow.ts';
import { depthOf, everyStep } from '#shared/flow/steps.ts';

const stop = (id: string): Step => ({ id, kind: 'stop' });
const ask = (id: string, yes: Step[] = [], no: Step[] = []): ConditionStep => ({
  id,
  kind: 'condition',
  test: { operand: { of: 'tag', tag: 'vip' }, comparison: 'exists', value: '' },
  yes,
  no,
});
/** `a ?(b|c) d`: what stands where, at a glance. */
const drawn = (steps: readonly Step[]): string =>
  steps
    .map((step) => (step.kind === 'condition' ? `${step.id}(${drawn(step.yes)}|${drawn(step.no)})` : step.id))
    .join(' ');

const FLOW = [stop('aaaa'), ask('qqqq', [stop('bbbb')], [stop('cccc')]), stop('dddd')];

describe('the steps of a flow', () => {
  it('are found wherever they stand', () => {
    expect(findStep(FLOW, 'cccc')).toEqual(stop('cccc'));
    expect(findStep(FLOW, 'none')).toBeNull();
    expect(placeOf(FLOW, 'bbbb')).toEqual({ list: { condition: 'qqqq', branch: 'yes' }, index: 0 });
  });

  it('are added in any gap, changed and removed', () => {
    expect(drawn(insertAt(FLOW, { list: 'top', index: 1 }, stop('nnnn')))).toBe('aaaa nnnn qqqq(bbbb|cccc) dddd');
    const inNo = { list: { condition: 'qqqq', branch: 'no' }, index: 1 } as const;
    expect(drawn(insertAt(FLOW, inNo, stop('nnnn')))).toBe('aaaa qqqq(bbbb|cccc nnnn) dddd');
    expect(drawn(withoutStep(FLOW, 'bbbb'))).toBe('aaaa qqqq(|cccc) dddd');
    expect(
      findStep(
        withStep(FLOW, 'cccc', () => ask('eeee')),
        'eeee',
      ),
    ).toEqual(ask('eeee'));
  });

  it('SN5 a copy has ids of its own, also inside of its branches', () => {
    const names = ['copy1', 'copy2', 'copy3'];
    const copied = duplicateStep(FLOW, 'qqqq', () => names.shift() ?? '');
    expect(drawn(copied)).toBe('aaaa qqqq(bbbb|cccc) copy1(copy2|copy3) dddd');
    const ids = everyStep(copied).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('moving down leads through every place, into branches and out of them', () => {
    const seen = [drawn(FLOW)];
    for (let steps: Step[] | null = FLOW; steps !== null; steps = moveBy(steps, 'aaaa', 1)) {
      if (drawn(steps) !== seen.at(-1)) seen.push(drawn(steps));
    }
    expect(seen).toEqual([
      'aaaa qqqq(bbbb|cccc) dddd',
      'qqqq(aaaa bbbb|cccc) dddd',
      'qqqq(bbbb aaaa|cccc) dddd',
      'qqqq(bbbb|aaaa cccc) dddd',
      'qqqq(bbbb|cccc aaaa) dddd',
      'qqqq(bbbb|cccc) aaaa dddd',
      'qqqq(bbbb|cccc) dddd aaaa',
    ]);
  });

  it('moving up is moving down backwards', () => {
    const down = moveBy(FLOW, 'aaaa', 1);
    expect(drawn(moveBy(down ?? [], 'aaaa', -1) ?? [])).toBe(drawn(FLOW));
    expect(moveBy(FLOW, 'aaaa', -1)).toBeNull();
  });

  it.each([
    ['aaaa', { list: 'top', index: 3 }, 'qqqq(bbbb|cccc) dddd aaaa'],
    ['dddd', { list: 'top', index: 0 }, 'dddd aaaa qqqq(bbbb|cccc)'],
    ['aaaa', { list: 'top', index: 1 }, 'aaaa qqqq(bbbb|cccc) dddd'],
    ['bbbb', { list: 'top', index: 2 }, 'aaaa qqqq(|cccc) bbbb dddd'],
  ] as const)('%s is dropped into a gap', (id, place, after) => {
    expect(drawn(moveTo(FLOW, id, place))).toBe(after);
  });

  it('a condition does not go into itself', () => {
    const within = { list: { condition: 'qqqq', branch: 'yes' }, index: 0 } as const;
    expect(drawn(moveTo(FLOW, 'qqqq', within))).toBe(drawn(FLOW));
  });

  it('conditions do not go deeper than the engine allows', () => {
    const deep = Array.from({ length: DEEPEST_CONDITION }).reduce<Step[]>(
      (inside, _, index) => [ask(`deep${index}`, inside)],
      [],
    );
    const steps = [ask('more'), ...deep];
    let moved: Step[] | null = steps;
    for (let step: Step[] | null = steps; step !== null; step = moveBy(step, 'more', 1)) {
      expect(depthOf(step)).toBeLessThanOrEqual(DEEPEST_CONDITION);
      moved = step;
    }
    expect(moved?.at(-1)?.id).toBe('more');
  });

  it('a fault that the engine points to is found at its step', () => {
    expect(stepAt(FLOW, '/config/steps/1/no/0/tag')?.id).toBe('cccc');
    expect(stepAt(FLOW, '/config/steps/1/test/value')?.id).toBe('qqqq');
    expect(stepAt(FLOW, '/config/steps')).toBeNull();
    expect(stepAt(FLOW, '/name')).toBeNull();
  });
});
