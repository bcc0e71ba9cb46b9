// biome-ignore-all lint/suspicious/noUnnecessaryConditions: the linter loses the recursive type of steps; the compiler does not, see assertNever.
import type { Operand, SendStep, Step, Test, Wait } from '#shared/contract/flow.ts';
import { assertNever } from '#shared/errors.ts';
import { saySpan } from '#shared/flow/say-span.ts';
import { everyStep } from '#shared/flow/steps.ts';
import { MESSAGE_CHANNEL_WORDS } from '../channel-words.ts';

/** Names of custom fields by their key. */
export type FieldNames = ReadonlyMap<string, string>;

/** What a step does, as the owner would say it: “Wait until 1 hour before Booking start”. */
export function stepSentence(step: Step, fields: FieldNames): string {
  switch (step.kind) {
    case 'send':
      return sendWords(step, fields);
    case 'wait':
      return waitWords(step.wait, fields);
    case 'condition':
      return `If ${testWords(step.test, fields)}`;
    case 'set-field': {
      const name = fieldName(step.field, fields);
      return step.value === null ? `Clear ${name}` : `Set ${name} to ${quoted(templateWords(step.value, fields))}`;
    }
    case 'tag':
      return `${step.action === 'add' ? 'Add' : 'Remove'} the tag ${quoted(step.tag)}`;
    case 'http':
      return step.url === '' ? 'Ask another program' : `${step.method} ${cut(step.url, 60)}`;
    case 'stop':
      return 'Stop here';
    default:
      return assertNever(step);
  }
}

/** A flow in one line, for lists: its first steps, and how many follow. */
export function flowSentence(steps: readonly Step[], fields: FieldNames): string {
  if (steps.length === 0) return 'It has no steps yet.';
  const shown = steps.slice(0, MOST_SHOWN).map((step) => shortWords(step, fields));
  const left = everyStep(steps).length - everyStep(steps.slice(0, MOST_SHOWN)).length;
  const line = [...shown, ...(left === 0 ? [] : [`${left} more`])].join(' → ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}
const MOST_SHOWN = 5;

function shortWords(step: Step, fields: FieldNames): string {
  switch (step.kind) {
    case 'send':
      return step.channel === 'contact' ? 'message on their channel' : MESSAGE_CHANNEL_WORDS[step.channel];
    case 'condition': {
      const inside = everyStep([...step.yes, ...step.no]).length;
      return `${lower(stepSentence(step, fields))} (${inside === 1 ? '1 step' : `${inside} steps`})`;
    }
    case 'http':
      return 'HTTP request';
    default:
      return lower(stepSentence(step, fields));
  }
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

function sendWords({ channel, text }: SendStep, fields: FieldNames): string {
  const said = text.trim() === '' ? '' : `: ${quoted(templateWords(text, fields))}`;
  switch (channel) {
    case 'contact':
      return `Write on the contact’s own channel${said}`;
    case 'desktop':
      return `Notify you${said}`;
    case 'voice':
      return `Call and say${said}`;
    case 'sms':
      return `Send an SMS${said}`;
    case 'email':
      return `Send an e-mail${said}`;
    case 'whatsapp':
    case 'messenger':
      return `Write on ${MESSAGE_CHANNEL_WORDS[channel]}${said}`;
    default:
      return assertNever(channel);
  }
}

/** A text with names in the place of what is filled in: “Hi [first name]”. */
export function templateWords(text: string, fields: FieldNames): string {
  return text.replace(/\{\{-?\s*(\w+)\.([\w.-]+)[^}]*\}\}/g, (_, root: string, name: string) => {
    if (root === 'field') return `[${fields.get(name) ?? name}]`;
    return `[${(root === 'payload' ? (name.split('.').at(-1) ?? name) : name).replaceAll('_', ' ')}]`;
  });
}

function waitWords(wait: Wait, fields: FieldNames): string {
  switch (wait.kind) {
    case 'after':
      return `Wait ${saySpan(wait.minutes)}`;
    case 'time':
      return `Wait until ${wait.time}`;
    case 'at-field': {
      const name = fieldName(wait.field, fields);
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

function testWords({ operand, comparison, value }: Test, fields: FieldNames): string {
  const needsNone = comparison === 'exists' || comparison === 'missing';
  return `${operandWords(operand, fields)} ${COMPARISON_WORDS[comparison]}${needsNone ? '' : ` ${quoted(value)}`}`;
}

function operandWords(operand: Operand, fields: FieldNames): string {
  switch (operand.of) {
    case 'field':
      return fieldName(operand.field, fields);
    case 'contact':
      return CONTACT_SLOT_WORDS[operand.slot];
    case 'tag':
      return `the tag ${quoted(operand.tag)}`;
    case 'payload':
      return `${operand.path || '…'} of the request`;
    default:
      return assertNever(operand);
  }
}

function fieldName(key: string, fields: FieldNames): string {
  return key === '' ? 'a field' : `“${fields.get(key) ?? key}”`;
}

const quoted = (text: string) => (text.trim() === '' ? '…' : `“${cut(text.replace(/\s+/g, ' ').trim(), 70)}”`);

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
