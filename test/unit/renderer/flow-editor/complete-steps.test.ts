import { describe, expect, it } from 'vitest';
import { completeSteps } from '#renderer/features/flow-editor/draft/complete-steps.ts';
import type { ConditionStep, Step } from '#shared/contract/flow.ts';

const stop = (id: string): Step => ({ id, kind: 'stop' });
const tag = (id: string, name: string): Step => ({ id, kind: 'tag', action: 'add', tag: name });
const ask = (id: string, name: string, yes: Step[], no: Step[]): ConditionStep => ({
  id,
  kind: 'condition',
  test: { operand: { of: 'tag', tag: name }, comparison: 'exists', value: '' },
  yes,
  no,
});
const lacks = (step: string) => ({ step, sentence: 'Write the tag.' });

describe('steps that are still being written', () => {
  it('are left out, with what they lack; the others stay', () => {
    expect(completeSteps([stop('aaaa'), tag('bbbb', ''), tag('cccc', 'booked')])).toEqual({
      complete: [stop('aaaa'), tag('cccc', 'booked')],
      missing: [lacks('bbbb')],
    });
  });

  it('say so where no field is chosen to set', () => {
    const set: Step = { id: 'ffff', kind: 'set-field', field: '', value: 'x' };
    expect(completeSteps([set])).toEqual({ complete: [], missing: [{ step: 'ffff', sentence: 'Choose a field.' }] });
  });

  it('in a branch, leave the rest of the condition', () => {
    expect(completeSteps([ask('qqqq', 'vip', [tag('yyyy', ' '), stop('zzzz')], [stop('nnnn')])])).toEqual({
      complete: [ask('qqqq', 'vip', [stop('zzzz')], [stop('nnnn')])],
      missing: [lacks('yyyy')],
    });
  });

  it('that are a question take their branches with them, and what those lack is named too', () => {
    expect(completeSteps([ask('qqqq', '', [tag('yyyy', '')], [stop('nnnn')]), stop('dddd')])).toEqual({
      complete: [stop('dddd')],
      missing: [lacks('qqqq'), lacks('yyyy')],
    });
  });
});
