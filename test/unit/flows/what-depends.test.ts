import { expect, test } from 'vitest';
import { sendsThatDepend } from '#engine/flows/what-depends.ts';
import { sourcesOf } from '#engine/flows/what-it-reads.ts';
import { FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';

type Operand = Extract<StepInput, { kind: 'condition' }>['test']['operand'];

const send = (id: string, text = 'Thank you'): StepInput => ({ id, kind: 'send', channel: 'email', text });
const onField = (key: string): Operand => ({ of: 'field', field: key });
const onTag: Operand = { of: 'tag', tag: 'vip' };
const when = (id: string, operand: Operand, yes: StepInput[], no: StepInput[] = []): StepInput => {
  return { id, kind: 'condition', test: { operand, comparison: 'exists' }, yes, no };
};
const set = (id: string, field: string, value: string | null): StepInput => ({ id, kind: 'set-field', field, value });
const tag = (id: string, action: 'add' | 'remove'): StepInput => ({ id, kind: 'tag', action, tag: 'vip' });
const until = (id: string, field: string): StepInput => ({ id, kind: 'wait', wait: { kind: 'at-field', field } });
const hour = (id: string): StepInput => ({ id, kind: 'wait', wait: { kind: 'after', minutes: 60 } });
const stop = (id: string): StepInput => ({ id, kind: 'stop' });
const http = (id: string, body: string): StepInput => ({ id, kind: 'http', url: 'https://crm.example/', body });
const READS = '{{ field.start }}';

interface Case {
  name: string;
  /** Steps of a flow; `field.start` is not as it was. */
  steps: StepInput[];
  /** The messages that depend on it, each with the way to it. */
  held: Record<string, string[]>;
}

const CASES: Case[] = [
  {
    name: 'the message that reads it, and no other',
    steps: [send('aaaa'), send('bbbb', READS), send('cccc')],
    held: { bbbb: [] },
  },
  { name: 'all fields at once', steps: [send('aaaa', '{{ field | json }}')], held: { aaaa: [] } },
  { name: 'another field that begins alike', steps: [send('aaaa', '{{ field.start_time }}')], held: {} },
  {
    name: 'both branches of a condition, and nothing behind them',
    steps: [when('cond', onField('start'), [send('yyyy')], [send('nnnn')]), send('zzzz')],
    held: { yyyy: ['cond'], nnnn: ['cond'] },
  },
  {
    name: 'conditions in the branches of one',
    steps: [when('cond', onField('start'), [when('inner', onTag, [], [send('aaaa')]), send('bbbb')])],
    held: { aaaa: ['cond'], bbbb: ['cond'] },
  },
  {
    name: 'what reads it in a branch by itself',
    steps: [when('cond', onTag, [send('yyyy', READS)], [send('nnnn')]), send('zzzz', READS)],
    held: { yyyy: [], zzzz: [] },
  },
  {
    name: 'everything behind a branch that ends the flow',
    steps: [when('cond', onField('start'), [stop('stop')], [send('nnnn')]), send('yyyy'), hour('wait'), send('zzzz')],
    held: { nnnn: ['cond'], yyyy: ['cond'], zzzz: ['cond'] },
  },
  {
    name: 'everything behind a branch that waits: it comes later, or not',
    steps: [when('cond', onField('start'), [hour('wait')]), send('zzzz')],
    held: { zzzz: ['cond'] },
  },
  {
    name: 'nothing behind an end that another condition decides about',
    steps: [when('cond', onTag, [stop('stop')]), send('zzzz')],
    held: {},
  },
  {
    name: 'everything behind a wait for the date, and nothing before it',
    steps: [send('aaaa'), until('wait', 'start'), send('bbbb'), when('cond', onTag, [send('cccc')])],
    held: { bbbb: ['wait'], cccc: ['wait'] },
  },
  {
    name: 'a wait for the date in a branch: what is behind it there, and behind the branches',
    steps: [when('cond', onTag, [send('aaaa'), until('wait', 'start'), send('bbbb')], [send('nnnn')]), send('zzzz')],
    held: { bbbb: ['wait'], zzzz: ['wait'] },
  },
  {
    name: 'nothing behind a wait for another date',
    steps: [until('wait', 'end'), hour('hour'), send('aaaa')],
    held: {},
  },
  {
    name: 'what reads a field that is filled from it later, not before',
    steps: [
      send('aaaa', '{{ field.note }}'),
      set('sets', 'note', READS),
      send('bbbb', '{{ field.note }}'),
      send('cccc'),
    ],
    held: { bbbb: ['sets'] },
  },
  {
    name: 'from field to field to a condition',
    steps: [
      set('one1', 'note', READS),
      set('two2', 'room', '{{ field.note }}'),
      when('cond', onField('room'), [send('aaaa')]),
    ],
    held: { aaaa: ['one1', 'two2', 'cond'] },
  },
  {
    name: 'a field that a condition on it fills or not',
    steps: [
      when('cond', onField('start'), [set('sets', 'note', 'yes')]),
      send('aaaa', '{{ field.note }}'),
      send('bbbb'),
    ],
    held: { aaaa: ['cond', 'sets'] },
  },
  {
    name: 'a tag that a condition on it gives or not',
    steps: [when('cond', onField('start'), [tag('tags', 'add')]), when('onit', onTag, [send('aaaa')]), send('bbbb')],
    held: { aaaa: ['cond', 'tags', 'onit'] },
  },
  {
    name: 'not a tag that is given or taken in any case',
    steps: [
      when('cond', onField('start'), [tag('tags', 'add')]),
      tag('none', 'remove'),
      when('onit', onTag, [send('aaaa')]),
    ],
    held: {},
  },
  {
    name: 'not a field that is cleared first',
    steps: [set('wipe', 'start', null), send('aaaa', READS)],
    held: {},
  },
  {
    name: 'a field that is filled anew: what does not fit leaves it as it was',
    steps: [set('sets', 'start', '{{ payload.start }}'), send('aaaa', READS)],
    held: { aaaa: [] },
  },
  {
    name: 'a field that is cleared in one branch only',
    steps: [when('cond', onTag, [set('wipe', 'start', null), send('yyyy', READS)]), send('zzzz', READS)],
    held: { zzzz: [] },
  },
  {
    name: 'not what follows a request that tells it: its answer decides about nothing',
    steps: [http('call', READS), send('aaaa')],
    held: {},
  },
];

test.each(CASES)('PR5 what depends on a drifted value: $name', ({ steps, held }) => {
  const { steps: parsed } = FlowConfigSchema.parse({ steps });
  const value = { field: 'start', isRead: () => false };
  const sends = sendsThatDepend(parsed, value, (step) => sourcesOf(step, 'email'));
  expect(Object.fromEntries(sends)).toEqual(held);
});
