import { expect, it } from 'vitest';
import { keepsWords } from '#renderer/features/flow-editor/people-words.ts';
import { startedWords, stepState } from '#renderer/ui/flows/run-words.ts';
import type { Run } from '#shared/contract/flow.ts';

const step = (state: Run['steps'][number]['state']) => ({
  ...{ step: 'wwww', kind: 'wait' as const, at: '2026-03-02T09:00:00.000Z', sentence: '', messageId: null },
  state,
});

it.each<[Run['state'], Run['steps'][number]['state'], string]>([
  ['waiting', 'waiting', 'waiting'],
  ['held', 'waiting', 'waits for you'],
  ['stopped', 'waiting', 'ended here'],
  ['held', 'done', 'done'],
])('in a run that is %s, a step that is %s reads as “%s”', (run, state, words) => {
  expect(stepState({ state: run }, step(state))).toBe(words);
});

it.each<[Run['state'], boolean, RegExp]>([
  ['done', false, /^The flow is done for Jane/],
  ['waiting', false, /waits now/],
  ['failed', true, /failed/],
  ['stopped', true, /^This is how it goes for Jane.*Nothing was really sent/],
])('what came of starting a flow that is %s (a try: %s) is said in one sentence', (state, isTry, words) => {
  expect(startedWords({ state, isTry, contact: { userNs: 'f1u1', label: 'Jane' } })).toMatch(words);
});

it('SN1 a save says whom it does not change', () => {
  expect(keepsWords(0)).toBeNull();
  expect(keepsWords(1)).toBe('The person in the flow now goes on with the steps as they were.');
  expect(keepsWords(2)).toBe('The 2 people in the flow now go on with the steps as they were.');
});
