import { describe, expect, it } from 'vitest';
import { testCondition } from '#engine/flows/test-condition.ts';
import type { Operand, Test } from '#shared/contract/flow.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { person } from './people.ts';
import { world } from './world.ts';

const contact = person({
  fields: { start: '2026-03-30T09:00:00.000Z', day: '2026-03-30', seats: '12', paid: 'true', note: 'Vegan, please' },
});
const parsed = parseJson(
  '{"total":1.50,"big":12345678901234567891,"status":"Booked","list":[],"tags":["a","b"],"none":null,"blank":" ","yes":true,"when":"2026-03-02T08:00:00Z","deep":{"x":"y"}}',
);
const payload = parsed.ok ? parsed.value : undefined;
const seen = world({ contact, tags: new Set(['vip']), payload });

const field = (key: string): Operand => ({ of: 'field', field: key });
const inPayload = (path: string): Operand => ({ of: 'payload', path });
const slot = (name: 'phone' | 'email' | 'firstName' | 'name' | 'channel'): Operand => ({ of: 'contact', slot: name });
const test = (operand: Operand, comparison: Test['comparison'], value = ''): Test => ({ operand, comparison, value });

describe('SN1 a condition holds', () => {
  it.each<[Operand, Test['comparison'], string, boolean]>([
    [field('note'), 'exists', '', true],
    [field('note'), 'missing', '', false],
    [{ of: 'tag', tag: 'vip' }, 'exists', '', true],
    [{ of: 'tag', tag: 'VIP' }, 'exists', '', false],
    [{ of: 'tag', tag: 'other' }, 'missing', '', true],
    [slot('firstName'), 'is', ' ann ', true],
    [slot('name'), 'missing', '', true],
    [slot('channel'), 'is', 'sms', true],
    [slot('phone'), 'starts-with', '+44', true],
    [slot('email'), 'contains', 'EXAMPLE', true],
    [field('note'), 'contains', 'vegan', true],
    [field('note'), 'contains', 'meat', false],
    [field('note'), 'is-not', 'x', true],
    [field('seats'), 'is', '12.0', true],
    [field('seats'), 'greater', '9', true],
    [field('seats'), 'less', '9', false],
    [field('seats'), 'greater', '12', false],
    [field('paid'), 'is', 'yes', true],
    [field('paid'), 'is', 'no', false],
    [field('paid'), 'is', 'perhaps', false],
    [field('day'), 'is', '30 Mar 2026 00:00 +0000', true],
    [field('day'), 'before', '2026-03-31', true],
    [field('day'), 'after', '2026-03-30', false],
    [field('start'), 'after', '2026-03-30', true],
    [field('start'), 'before', '2026-03-30T10:00', false],
    [field('start'), 'before', '2026-03-30T10:01', true],
    [field('start'), 'after', 'now', true],
    [field('start'), 'after', 'Today', true],
    [inPayload('$.total'), 'is', '1.5', true],
    [inPayload('$.big'), 'is', '12345678901234567890', false],
    [inPayload('$.big'), 'greater', '12345678901234567890', true],
    [inPayload('$.status'), 'is', 'booked', true],
    [inPayload('$.list'), 'exists', '', false],
    [inPayload('$.tags'), 'contains', '"b"', true],
    [inPayload('$.tags[*]'), 'is', 'a', true],
    [inPayload('$.none'), 'exists', '', false],
    [inPayload('$.blank'), 'missing', '', true],
    [inPayload('$.yes'), 'is', 'on', true],
    [inPayload('$.when'), 'before', 'now', true],
    [inPayload('$.deep.x'), 'is', 'y', true],
    [inPayload('$.gone'), 'is-not', 'y', true],
    [inPayload('$.gone'), 'is', '', false],
  ])('%j %s %j: %s', (operand, comparison, value, expected) => {
    expect(testCondition(test(operand, comparison, value), seen).holds).toBe(expected);
  });

  it.each<[Operand, Test['comparison'], string, RegExp]>([
    [field('note'), 'greater', '3', /cannot be compared like that/],
    [field('note'), 'before', '2026-03-02', /cannot be compared like that/],
    [field('seats'), 'less', 'many', /cannot be compared/],
    [inPayload('$.gone'), 'less', '3', /It is missing/],
    [inPayload('$.a['), 'exists', '', /has a fault/],
    [field('gone'), 'exists', '', /there is no field “gone”/],
  ])('what cannot be compared does not hold, and says so: %j %s %j', (operand, comparison, value, sentence) => {
    const tested = testCondition(test(operand, comparison, value), seen);
    expect(tested).toEqual({ holds: false, sentence: expect.stringMatching(sentence) });
  });

  it('a flow that was started by hand has no request to look into', () => {
    const tested = testCondition(test(inPayload('$.status'), 'exists'), { ...seen, payload: undefined });
    expect(tested.holds).toBe(false);
  });

  it('K14 a path that never ends is cut short', () => {
    const path = "$[?search(@.note, '(a+)+$')]";
    const long = { ...seen, payload: [{ note: `${'a'.repeat(50_000)}!` }] };
    expect(testCondition(test(inPayload(path), 'exists'), long).holds).toBe(false);
  });

  it.each<[Operand, Test['comparison'], string, string]>([
    [field('seats'), 'greater', '20', 'No: “Seats” is greater than “20”? It is 12.'],
    [field('seats'), 'less', '20', 'Yes: “Seats” is less than “20” (it is 12).'],
    [field('note'), 'is', 'vegan', 'No: “Note” is “vegan”? It is “Vegan, please”.'],
    [
      field('start'),
      'before',
      'today',
      'No: “Booking start” is before “today”? It is 30 March 2026, 10:00 in Europe/London.',
    ],
    [inPayload('$.gone'), 'is-not', 'y', 'Yes: $.gone of the request is not “y” (it is missing).'],
    [inPayload('$.gone'), 'is', 'y', 'No: $.gone of the request is “y”? It is missing.'],
    [{ of: 'tag', tag: 'vip' }, 'exists', '', 'Yes: The tag “vip” is there.'],
  ])('tells what it saw, dates and numbers as the owner writes them: %j %s %j', (operand, comparison, value, said) => {
    expect(testCondition(test(operand, comparison, value), seen).sentence).toBe(said);
  });
});

describe('LG3 a condition on a private field', () => {
  const secret = { ...seen, fields: seen.fields.map((one) => ({ ...one, isPrivate: true })) };

  it.each<[Test['comparison'], string, boolean]>([
    ['contains', 'vegan', true],
    ['is', 'vegan', false],
    ['greater', '7', false],
  ])('%s “%s” is decided by its value and tells neither', (comparison, value, holds) => {
    const tested = testCondition(test(field('note'), comparison, value), secret);
    expect(tested.holds).toBe(holds);
    expect(tested.sentence).toContain('“••••••”');
    expect(tested.sentence).not.toMatch(/vegan|7/i);
  });
});
