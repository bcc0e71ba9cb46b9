import { expect, test } from 'vitest';
import { holdText, readHold } from '#engine/store/hold-text.ts';
import { FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';

const send = (id: string): StepInput => ({ id, kind: 'send', channel: 'email', text: 'Hi' });
const config = FlowConfigSchema.parse({
  steps: [
    send('aaaa'),
    {
      id: 'cccc',
      kind: 'condition',
      test: { operand: { of: 'tag', tag: 'vip' }, comparison: 'exists' },
      yes: [send('constructor')],
      no: [],
    },
  ],
});

test('PR5 what waits of a run is read as it was kept', () => {
  const hold = new Map([['constructor', 'The date is [old].']]);
  expect(readHold(holdText(hold), config)).toEqual(hold);
  expect(holdText(new Map())).toBeNull();
  expect(readHold(null, config)).toEqual(new Map());
});

test('PR5 of a run from before, all messages wait for its one reason', () => {
  const sentence = 'The request that started it was not as the earlier ones: “Start”.';
  expect([...readHold(sentence, config)]).toEqual([
    ['aaaa', sentence],
    ['constructor', sentence],
  ]);
});
