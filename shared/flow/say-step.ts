// biome-ignore-all lint/suspicious/noUnnecessaryConditions: the linter loses the recursive type of steps; the compiler does not, see assertNever.
import type { Operand, Test, Wait } from '../contract/flow.ts';
import { assertNever } from '../errors.ts';
import { sayTimeOfDay } from '../local-form/say-time.ts';
import { saySpan } from './say-span.ts';

/** Names of custom fields by their key. */
export type FieldNames = ReadonlyMap<string, string>;

/** What the sentence of a step needs to know. */
export interface StepWords {
  fields: FieldNames;
  /** Of the business, for times of the day. */
  locale: string;
}

/** “Wait until 1 hour before “Booking start””. */
export function sayWait(wait: Wait, { fields, locale }: StepWords): string {
  switch (wait.kind) {
    case 'after':
      return `Wait ${saySpan(wait.minutes)}`;
    case 'time':
      return `Wait until ${sayTimeOfDay(wait.time, locale)}`;
    case 'at-field': {
      const name = sayField(wait.field, fields);
      if (wait.offsetMinutes === 0) return `Wait until ${name}`;
      const span = saySpan(Math.abs(wait.offsetMinutes));
      return `Wait until ${span} ${wait.offsetMinutes < 0 ? 'before' : 'after'} ${name}`;
    }
    default:
      return assertNever(wait);
  }
}

export const COMPARISON_WORDS: Record<Test['comparison'], string> = {
  exists: 'is there',
  missing: 'is missing',
  is: 'is',
  'is-not': 'is not',
  contains: 'contains',
  'starts-with': 'starts with',
  less: 'is less than',
  greater: 'is greater than',
  before: 'is before',
  after: 'is after',
};

export const CONTACT_SLOT_WORDS: Record<Extract<Operand, { of: 'contact' }>['slot'], string> = {
  firstName: 'the first name',
  lastName: 'the last name',
  name: 'the full name',
  phone: 'the phone number',
  email: 'the e-mail address',
  crmContactId: 'the CRM Contact Id',
  channel: 'the channel',
};

/** What a condition looks at. */
export function sayOperand(operand: Operand, fields: FieldNames): string {
  switch (operand.of) {
    case 'field':
      return sayField(operand.field, fields);
    case 'contact':
      return CONTACT_SLOT_WORDS[operand.slot];
    case 'tag':
      return operand.tag === '' ? 'the tag …' : `the tag “${operand.tag}”`;
    case 'payload':
      return `${operand.path || '…'} of the request`;
    default:
      return assertNever(operand);
  }
}

/** A field by its name, in quotes. */
export function sayField(key: string, fields: FieldNames): string {
  return key === '' ? 'a field' : `“${fields.get(key) ?? key}”`;
}
