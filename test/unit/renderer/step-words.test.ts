import { describe, expect, it } from 'vitest';
import { freshStep } from '#renderer/features/flow-editor/draft/fresh-step.ts';
import { flowSentence, problemsSentence, stepSentence } from '#renderer/ui/flows/step-words.ts';
import { type StepInput, StepSchema } from '#shared/contract/flow.ts';

const FIELDS = new Map([['start', 'Booking start']]);
const step = (input: object) => StepSchema.parse({ id: 'aaaa', ...input } as StepInput);
const say = (input: object) => stepSentence(step(input), FIELDS);

describe('a step in words', () => {
  it.each<[object, string]>([
    [
      { kind: 'send', channel: 'sms', text: 'Hi {{ contact.first_name }}, see you {{ field.start | date: "%H:%M" }}' },
      'Send an SMS: “Hi [first name], see you [Booking start]”',
    ],
    [
      {
        kind: 'send',
        channel: 'sms',
        text: '{{ payload.guests[0].full_name }} {{ payload["Your table"] | upcase }} {{ now }}',
      },
      'Send an SMS: “[full name] [Your table] {{ now }}”',
    ],
    [{ kind: 'send', channel: 'contact', text: '' }, 'Write on the contact’s own channel'],
    [{ kind: 'send', channel: 'desktop', text: 'New' }, 'Notify you: “New”'],
    [{ kind: 'send', channel: 'voice', text: 'Hello' }, 'Call and say: “Hello”'],
    [{ kind: 'wait', wait: { kind: 'after', minutes: 1500 } }, 'Wait 1 day 1 hour'],
    [{ kind: 'wait', wait: { kind: 'time', time: '09:00' } }, 'Wait until 09:00'],
    [
      { kind: 'wait', wait: { kind: 'at-field', field: 'start', offsetMinutes: -120 } },
      'Wait until 2 hours before “Booking start”',
    ],
    [{ kind: 'wait', wait: { kind: 'at-field', field: 'gone' } }, 'Wait until “gone”'],
    [{ kind: 'set-field', field: 'start', value: null }, 'Clear “Booking start”'],
    [{ kind: 'tag', action: 'remove', tag: 'new' }, 'Remove the tag “new”'],
    [{ kind: 'http', url: 'https://shop.example/hook' }, 'POST https://shop.example/hook'],
    [{ kind: 'stop' }, 'Stop here'],
    [
      {
        kind: 'condition',
        test: { operand: { of: 'field', field: 'start' }, comparison: 'before', value: 'today' },
        yes: [],
        no: [],
      },
      'If “Booking start” is before “today”',
    ],
    [
      { kind: 'condition', test: { operand: { of: 'tag', tag: 'vip' }, comparison: 'exists' }, yes: [], no: [] },
      'If the tag “vip” is there',
    ],
  ])('%j', (input, sentence) => {
    expect(say(input)).toBe(sentence);
  });

  it('a freshly added step says what is still open', () => {
    expect(stepSentence(freshStep('tag', 'aaaa', ''), FIELDS)).toBe('Add the tag …');
    expect(stepSentence(freshStep('set-field', 'aaaa', ''), FIELDS)).toBe('Set a field to …');
  });
});

describe('a flow in one line', () => {
  it('names its first steps, and how many follow', () => {
    const sms = step({ kind: 'send', channel: 'sms', text: 'Hi' });
    const wait = step({ kind: 'wait', wait: { kind: 'after', minutes: 60 } });
    const ask = step({
      kind: 'condition',
      test: { operand: { of: 'tag', tag: 'vip' }, comparison: 'exists' },
      yes: [{ id: 'bbbb', kind: 'stop' }],
      no: [],
    });
    expect(flowSentence([sms, wait], FIELDS)).toBe('SMS → wait 1 hour');
    expect(flowSentence([wait, ask], FIELDS)).toBe('Wait 1 hour → if the tag “vip” is there (1 step)');
    expect(flowSentence([wait, wait, wait, wait, wait, wait, wait], FIELDS)).toMatch(/ → 2 more$/);
    expect(flowSentence([], FIELDS)).toBe('It has no steps yet.');
  });

  it('names the step of a single problem, and counts several', () => {
    const sms = step({ kind: 'send', channel: 'sms', text: '{{ field.gone }}' });
    const problem = { step: sms.id, sentence: 'There is no field “gone”.' };
    const say = (...problems: (typeof problem)[]) => problemsSentence({ steps: [sms], problems }, FIELDS);
    expect(say(problem)).toBe('SMS: There is no field “gone”.');
    expect(say(problem, problem)).toBe('2 problems');
  });
});
