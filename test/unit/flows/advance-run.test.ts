import { describe, expect, it } from 'vitest';
import { advanceRun } from '#engine/flows/advance-run.ts';
import { stepsAfter } from '#engine/flows/steps-after.ts';
import type { StepInput } from '#shared/contract/flow.ts';
import { person } from './people.ts';
import { AT, context, flow, silent, situation } from './world.ts';

const MINUTE = 60_000;
const send = (id: string, text = id): StepInput => ({ id, kind: 'send', channel: 'sms', text });
const wait = (id: string, minutes = 60): StepInput => ({ id, kind: 'wait', wait: { kind: 'after', minutes } });
const stop = (id: string): StepInput => ({ id, kind: 'stop' });
const branch = (id: string, tag: string, yes: StepInput[], no: StepInput[] = []): StepInput => ({
  id,
  kind: 'condition',
  test: { operand: { of: 'tag', tag }, comparison: 'exists' },
  yes,
  no,
});
const setSeats = (value: string | null): StepInput => ({ id: 'f111', kind: 'set-field', field: 'seats', value });

const told = ({ steps }: ReturnType<typeof advanceRun>) => steps.map(({ step, state }) => `${step} ${state}`);

describe('SN1 a run', () => {
  it('goes from step to step to its end', () => {
    const progress = advanceRun(situation(flow([send('aaaa'), send('bbbb')])), context);
    expect(progress).toMatchObject({ state: 'done', step: null, dueAt: null, request: null });
    expect(progress.messages.map(({ step, text }) => [step, text])).toEqual([
      ['aaaa', 'aaaa'],
      ['bbbb', 'bbbb'],
    ]);
  });

  it('stops at a wait and goes on behind it', () => {
    const steps = flow([send('aaaa'), wait('wwww'), send('bbbb')]);
    const first = advanceRun(situation(steps), context);
    expect(first).toMatchObject({ state: 'waiting', step: 'wwww', dueAt: AT + 60 * MINUTE });
    expect(told(first)).toEqual(['aaaa done', 'wwww waiting']);
    const { step, dueAt } = first;
    const second = advanceRun(situation(steps, { step, dueAt, at: AT + 60 * MINUTE }), context);
    expect(told(second)).toEqual(['wwww done', 'bbbb done']);
    expect(second).toMatchObject({ state: 'done', messages: [{ step: 'bbbb' }] });
  });

  it('takes one branch, waits in it, and goes on behind the condition', () => {
    const inner = branch('cccc', 'new', [send('bbbb'), wait('wwww'), send('dddd')], [send('nono')]);
    const steps = flow([branch('kkkk', 'vip', [inner, send('eeee')], [send('nope')]), send('ffff')]);
    const first = advanceRun(situation(steps, { tags: ['vip', 'new'] }), context);
    expect(told(first)).toEqual(['kkkk done', 'cccc done', 'bbbb done', 'wwww waiting']);
    const { step, dueAt } = first;
    // The tags are gone meanwhile: what was decided stays decided.
    const second = advanceRun(situation(steps, { step, dueAt, at: dueAt! }), context);
    expect(told(second)).toEqual(['wwww done', 'dddd done', 'eeee done', 'ffff done']);
  });

  it('ends at a stop, in whatever branch it stands', () => {
    const steps = flow([branch('cccc', 'vip', [], [stop('xxxx')]), send('aaaa')]);
    expect(advanceRun(situation(steps), context)).toMatchObject({ state: 'stopped', messages: [], step: 'xxxx' });
  });

  it('each step sees what those before it did', () => {
    const seats = { operand: { of: 'field', field: 'seats' }, comparison: 'greater', value: '4' } as const;
    const steps = flow([
      setSeats('{{ field.seats | plus: 1 }}'),
      { id: 'tttt', kind: 'tag', action: 'add', tag: 'big' },
      {
        id: 'cccc',
        kind: 'condition',
        test: seats,
        yes: [branch('bbbb', 'big', [send('aaaa', '{{ field.seats }}')])],
        no: [],
      },
      { id: 'uuuu', kind: 'tag', action: 'remove', tag: 'big' },
      branch('dddd', 'big', [send('nono')]),
    ]);
    const progress = advanceRun(situation(steps, { contact: person({ fields: { seats: '4' } }) }), context);
    expect(progress.fields).toEqual({ seats: { text: '5', original: null } });
    expect(progress.tags).toEqual([
      { tag: 'big', action: 'add' },
      { tag: 'big', action: 'remove' },
    ]);
    expect(progress.messages).toMatchObject([{ step: 'aaaa', text: '5' }]);
  });

  it('CV1 a field keeps what it had where the value cannot be one of its type, and the flow goes on', () => {
    for (const value of ['many', '{{ field.note }}', '{{ payload.x }}']) {
      const progress = advanceRun(situation(flow([setSeats(value), send('aaaa')])), context);
      expect(progress).toMatchObject({ fields: {}, messages: [{ step: 'aaaa' }], state: 'done' });
      expect(progress.steps[0]).toMatchObject({
        state: 'failed',
        sentence: expect.stringMatching(/^“Seats” keeps what it had: /),
      });
    }
  });

  it('CV2 null clears a field', () => {
    const progress = advanceRun(
      situation(flow([setSeats(null)]), { contact: person({ fields: { seats: '4' } }) }),
      context,
    );
    expect(progress).toMatchObject({ fields: { seats: null }, steps: [{ state: 'done' }] });
  });

  it('a date is set from a date without losing its moment', () => {
    const steps = flow([{ id: 'f111', kind: 'set-field', field: 'start', value: '{{ now }}' }]);
    expect(advanceRun(situation(steps), context).fields).toEqual({
      start: { text: '2026-03-02T09:00:00.000Z', original: null },
    });
  });

  it.each([
    ['31', '31'],
    ['many', undefined],
  ])('LG3 setting a private field to “%s” does not tell the value', (value, seats) => {
    const fields = context.fields.map((field) => ({ ...field, isPrivate: true }));
    const progress = advanceRun(situation(flow([setSeats(value)])), { ...context, fields });
    expect(progress.fields.seats?.text).toBe(seats);
    expect(progress.steps.map(({ sentence }) => sentence)).toEqual([expect.stringContaining('private')]);
    expect(JSON.stringify(progress.steps)).not.toContain(value);
  });

  it('PR5 a message on hold waits for the owner, the others go out, and what cannot go out stays so', () => {
    const steps = [send('aaaa', 'See you'), send('bbbb', '{{ field.nowhere }}'), send('cccc'), setSeats('3')];
    const hold = new Map(['aaaa', 'bbbb'].map((id) => [id, 'The date is old.']));
    const { messages, state, fields } = advanceRun(situation(flow(steps), { hold }), context);
    expect(messages).toMatchObject([
      { state: 'held', reason: 'drifted', sentence: 'The date is old.' },
      { state: 'blocked', reason: 'missing-value' },
      { state: 'queued', reason: null },
    ]);
    expect({ state, seats: fields.seats?.text }).toEqual({ state: 'done', seats: '3' });
  });

  it('SN7 a message that is kept back does not end the flow', () => {
    const progress = advanceRun(situation(flow([send('aaaa', '{{ field.note }}'), send('bbbb')])), context);
    expect(told(progress)).toEqual(['aaaa failed', 'bbbb done']);
    expect(progress.messages.map(({ state }) => state)).toEqual(['blocked', 'queued']);
  });

  it('that is only a try makes its messages in test mode, and leaves everything else as it is', () => {
    const steps = flow([
      setSeats('5'),
      { id: 'tttt', kind: 'tag', action: 'add', tag: 'new' },
      { id: 'hhhh', kind: 'http', url: 'https://example.com/in?n={{ contact.name }}' },
      branch('cccc', 'new', [send('aaaa', '{{ field.seats }}')]),
    ]);
    const live = { ...silent, mode: () => 'live' as const };
    const progress = advanceRun(situation(steps, { channels: live, isTry: true }), context);
    expect(progress).toMatchObject({ state: 'done', request: null, fields: {}, tags: [] });
    expect(progress.messages).toMatchObject([{ step: 'aaaa', text: '5', mode: 'test', state: 'queued' }]);
    expect(told(progress)).toEqual(['f111 done', 'tttt done', 'hhhh skipped', 'cccc done', 'aaaa done']);
    expect(progress.steps.slice(0, 3).map(({ sentence }) => sentence)).toEqual([
      '“Seats” was set to 5. Only in this try: the contact stays as it is.',
      'Got the tag “new”. Only in this try: the contact stays as it is.',
      'example.com was not asked: this is only a try.',
    ]);
    const real = advanceRun(situation(steps, { channels: live }), context);
    expect(real).toMatchObject({ state: 'waiting', request: { step: 'hhhh' }, tags: [{ tag: 'new' }] });
  });

  it('tells of a tag only what changed', () => {
    const tag = (id: string, action: 'add' | 'remove', name: string): StepInput => ({
      id,
      kind: 'tag',
      action,
      tag: name,
    });
    const steps = flow([
      tag('aaaa', 'add', 'new'),
      tag('bbbb', 'add', 'new'),
      tag('cccc', 'remove', 'new'),
      tag('dddd', 'remove', 'new'),
    ]);
    expect(advanceRun(situation(steps), context).steps.map(({ sentence }) => sentence)).toEqual([
      'Got the tag “new”.',
      'Had the tag “new” already.',
      'Lost the tag “new”.',
      'Did not have the tag “new”.',
    ]);
  });

  it('that is only a try goes through at once, and knows behind a wait what it would have set before', () => {
    const steps = flow([
      setSeats('5'),
      { id: 'tttt', kind: 'tag', action: 'add', tag: 'new' },
      { id: 'wwww', kind: 'wait', wait: { kind: 'after', minutes: 60 } },
      branch('cccc', 'new', [send('aaaa', '{{ field.seats }} at {{ now | date: "%H:%M" }}')]),
    ]);
    const progress = advanceRun(situation(steps, { isTry: true }), context);
    expect(progress).toMatchObject({ state: 'done', dueAt: null, fields: {}, tags: [] });
    expect(told(progress)).toEqual(['f111 done', 'tttt done', 'wwww skipped', 'cccc done', 'aaaa done']);
    expect(progress.steps[2]!.sentence).toMatch(/^Waits 1 hour, until .*\. The try did not wait\.$/);
    const later = new Date(AT + 3_600_000).toISOString().slice(11, 16);
    expect(progress.messages).toMatchObject([{ text: `5 at ${later}`, mode: 'test' }]);
    expect(advanceRun(situation(steps), context)).toMatchObject({ state: 'waiting', step: 'wwww' });
  });

  it('waits for the answer to a request, and goes on behind it', () => {
    const http: StepInput = {
      id: 'hhhh',
      kind: 'http',
      url: 'https://example.com/?n={{ contact.name }}',
      body: '{"n":"{{ contact.name }}"}',
    };
    const steps = flow([http, send('aaaa')]);
    const first = advanceRun(situation(steps), context);
    expect(first).toMatchObject({
      state: 'waiting',
      step: 'hhhh',
      dueAt: null,
      messages: [],
      request: {
        step: 'hhhh',
        method: 'POST',
        url: 'https://example.com/?n=Ann%20Lee',
        headers: [{ name: 'content-type', value: 'application/json' }],
        body: '{"n":"Ann Lee"}',
      },
    });
    const second = advanceRun(situation(steps, { step: 'hhhh', dueAt: AT, at: AT }), context);
    expect(second).toMatchObject({ state: 'done', request: null, messages: [{ step: 'aaaa' }] });
  });

  it.each([
    ['{{ payload.url }}', {}],
    ['https://{{ contact.first_name }}.example.com/', {}],
    ['ftp://example.com/', {}],
    ['https://user:word@example.com/', {}],
    ['https://example.com/{{ field.note }}', {}],
    ['https://example.com/', { body: '{"n":{{ contact.name }}}' }],
    ['https://example.com/', { headers: [{ name: 'x', value: '{{ field.note }}' }] }],
  ])('K8 a request that is not whole is none, and the flow goes on: %s %j', (url, change) => {
    const steps = flow([{ id: 'hhhh', kind: 'http', url, ...change }, send('aaaa')]);
    const progress = advanceRun(situation(steps), context);
    expect(progress).toMatchObject({ state: 'done', request: null, messages: [{ step: 'aaaa' }] });
    expect(progress.steps[0]).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^Nothing was requested: /),
    });
  });
});

describe('SN1 a wait that ended while Fieldhook was not running', () => {
  const steps = [wait('wwww'), send('aaaa'), setSeats('1'), wait('vvvv'), send('bbbb')];
  const resumed = (late: 'run' | 'skip' | 'ask', lateBy: number, byOwner = false) =>
    advanceRun(
      situation(flow(steps, { late, lateMinutes: 30 }), { step: 'wwww', dueAt: AT, at: AT + lateBy * MINUTE }),
      context,
      byOwner,
    );

  it.each(['run', 'skip', 'ask'] as const)('is no matter within the time that the owner allows (%s)', (late) => {
    expect(resumed(late, 30)).toMatchObject({ state: 'waiting', step: 'vvvv', messages: [{ step: 'aaaa' }] });
  });

  it('is gone on with, where the rule says run', () => {
    const progress = resumed('run', 90);
    expect(progress).toMatchObject({ state: 'waiting', step: 'vvvv', messages: [{ step: 'aaaa' }] });
    expect(progress.steps[0]?.sentence).toBe(
      'It was due on 2 March 2026, 09:00, 1 hour 30 minutes ago, and went on late.',
    );
  });

  it('leaves out what comes up to the next wait, where it says skip', () => {
    const progress = resumed('skip', 90);
    expect(told(progress)).toEqual(['wwww done', 'aaaa skipped', 'f111 skipped', 'vvvv waiting']);
    expect(progress).toMatchObject({ state: 'waiting', step: 'vvvv', messages: [], fields: {} });
  });

  it('asks the owner, where it says ask, and then goes on', () => {
    expect(resumed('ask', 90)).toMatchObject({ state: 'held', step: 'wwww', dueAt: null, steps: [], messages: [] });
    expect(resumed('ask', 90, true)).toMatchObject({ state: 'waiting', step: 'vvvv', messages: [{ step: 'aaaa' }] });
  });
});

describe('SN1 a wait for a date goes by the date of now', () => {
  const steps = flow([
    { id: 'wwww', kind: 'wait', wait: { kind: 'at-field', field: 'start', offsetMinutes: -60 } },
    send('aaaa'),
  ]);
  const resumed = (start: string | null) => {
    const contact = person({ fields: start === null ? {} : { start } });
    return advanceRun(situation(steps, { contact, step: 'wwww', dueAt: AT, at: AT }), context);
  };

  it('that moved later is waited for', () => {
    expect(resumed('2026-03-05T10:00:00.000Z')).toMatchObject({
      state: 'waiting',
      step: 'wwww',
      dueAt: Date.UTC(2026, 2, 5, 9),
      messages: [],
    });
  });

  it('that stayed is over', () => {
    expect(resumed('2026-03-02T10:00:00.000Z')).toMatchObject({ state: 'done', messages: [{ step: 'aaaa' }] });
  });

  it('that is gone ends the flow', () => {
    expect(resumed(null)).toMatchObject({ state: 'stopped', messages: [] });
  });
});

it('a step that the flow does not have is a fault of ours', () => {
  expect(() => stepsAfter(flow([send('aaaa')]).steps, 'zzzz')).toThrow('no step zzzz');
});
