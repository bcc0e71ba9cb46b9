import { expect, it } from 'vitest';
import { privateSteps } from '#engine/process/find-secrets.ts';
import { FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';

const condition = (path: string, comparison: 'is' | 'exists' = 'is'): StepInput => ({
  ...{ id: 'step', kind: 'condition', yes: [], no: [] },
  test: { operand: { of: 'payload', path }, comparison, value: '1' },
});
const onField = (field: string): StepInput => ({
  ...{ id: 'step', kind: 'condition', yes: [], no: [] },
  test: { operand: { of: 'field', field }, comparison: 'is', value: '1' },
});
const send = (text: string): StepInput => ({ id: 'step', kind: 'send', channel: 'sms', text });
const set = (field: string, value: string | null): StepInput => ({ id: 'step', kind: 'set-field', field, value });

const cases: [string, StepInput, boolean][] = [
  ['looks at the place of a private value', condition('$.finding'), true],
  ['looks into it', condition('$.finding.code'), true],
  ['looks at what it stands in', condition('$'), true],
  ['may lead there', condition('$..code'), true],
  ['looks elsewhere', condition('$.colour'), false],
  ['asks only whether it is there', condition('$.finding', 'exists'), false],
  ['looks at a private field', onField('diagnosis'), true],
  ['looks at another field', onField('colour'), false],
  ['tells a private field', send('Your {{ field.diagnosis }}'), true],
  ['tells the place of a private value', send('Your {{ payload["finding"] }}'), true],
  ['tells the whole request', send('{{ payload }}'), true],
  ['tells another place', send('Your {{ payload.colour }}'), false],
  ['tells a place of the same name elsewhere', send('Your {{ payload.colour.finding }}'), false],
  ['tells all fields', send('{{ field | json }}'), true],
  ['tells a field that is named elsewhere', send('{{ field[payload.colour] }}'), true],
  ['tells a field of the same beginning', send('{{ field.diagnosis_date }}'), false],
  ['says the words alone', send('This field of the payload: {{ payload.colour }}'), false],
  ['writes a private field', set('diagnosis', 'flu'), true],
  ['copies a private field', set('colour', '{{ field.diagnosis }}'), true],
  ['empties a private field', set('diagnosis', null), false],
  ['waits by a private date', { id: 'step', kind: 'wait', wait: { kind: 'at-field', field: 'diagnosis' } }, true],
];

it.each(cases)('LG3 a step that %s', (_, step, isPrivate) => {
  const config = FlowConfigSchema.parse({ steps: [step] });
  expect(privateSteps(config, new Set(['diagnosis']), ['$.finding']).has('step')).toBe(isPrivate);
});

const deep: [string, boolean][] = [
  ['{{ payload.person.answers[0].finding }}', true],
  ["{{ payload['person'].answers.first.finding }}", true],
  ['{% assign p = payload.person %}{{ p.name }}', true],
  ['{{ payload.person | json }}', true],
  ['{% for one in payload . person . answers %}{{ one }}{% endfor %}', true],
  ['{{ payload[who] | json }}', true],
  ['{{ payload["person"]["answers"] | size }}', true],
  ['{{ "}}" | append: payload.person }}', true],
  ['{{ payload.person.name }}', false],
  ['{{ payload.persons }}', false],
  ['{{ payload.staff.person }}', false],
];

it.each(deep)('LG3 a template that reads round about a private place: %s', (text, isPrivate) => {
  const config = FlowConfigSchema.parse({ steps: [send(text)] });
  expect(privateSteps(config, new Set(['x']), ['$.person.answers[0].finding']).has('step')).toBe(isPrivate);
});

it('LG3 a step in a branch is found', () => {
  const outer = { ...condition('$.colour'), id: 'outer', yes: [send('{{ field.diagnosis }}')] } as StepInput;
  const config = FlowConfigSchema.parse({ steps: [outer] });
  expect([...privateSteps(config, new Set(['diagnosis']), [])]).toEqual(['step']);
});
