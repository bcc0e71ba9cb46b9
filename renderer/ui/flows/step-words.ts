// biome-ignore-all lint/suspicious/noUnnecessaryConditions: the linter loses the recursive type of steps; the compiler does not, see assertNever.

import { businessLocale } from '#renderer/ui/say-count.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { Flow, SendStep, Step, Test } from '#shared/contract/flow.ts';
import { assertNever } from '#shared/errors.ts';
import { COMPARISON_WORDS, type FieldNames, sayField, sayOperand, sayWait } from '#shared/flow/say-step.ts';
import { everyStep } from '#shared/flow/steps.ts';

/** What a step does, as the owner would say it: “Wait until 1 hour before Booking start”. */
export function stepSentence(step: Step, fields: FieldNames): string {
  switch (step.kind) {
    case 'send':
      return sendWords(step, fields);
    case 'wait':
      return sayWait(step.wait, { fields, locale: businessLocale() });
    case 'condition':
      return `If ${testWords(step.test, fields)}`;
    case 'set-field': {
      const name = sayField(step.field, fields);
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
  return upper([...shown, ...(left === 0 ? [] : [`${left} more`])].join(' → '));
}
const MOST_SHOWN = 5;

/** What is wrong with a flow, in one line: a single problem with the step that it is in. */
export function problemsSentence({ steps, problems }: Pick<Flow, 'steps' | 'problems'>, fields: FieldNames): string {
  const [first, ...others] = problems;
  if (first === undefined) return '';
  if (others.length > 0) return `${problems.length} problems`;
  const step = everyStep(steps).find(({ id }) => id === first.step);
  return step === undefined ? first.sentence : `${upper(shortWords(step, fields))}: ${first.sentence}`;
}

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
const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

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

/** `{{ contact.first_name }}`, `{{ payload.guests[0]["Full name"] | upcase }}`. */
const FILLED_IN = /\{\{-?\s*(\w+)((?:\.[\w-]+|\[\d+\]|\["[^"\]]+"\])+)[^}]*\}\}/g;

/** A text with names in the place of what is filled in: “Hi [first name]”. */
export function templateWords(text: string, fields: FieldNames): string {
  return text.replace(FILLED_IN, (_, root: string, place: string) => {
    const names = place.match(/[^.[\]"]+/g)?.filter((name) => !/^\d+$/.test(name)) ?? [];
    const name = (root === 'payload' ? names.at(-1) : names.join('.')) ?? root;
    return `[${root === 'field' ? (fields.get(name) ?? name) : name.replaceAll('_', ' ')}]`;
  });
}

/** “the tag “regular” is there”. */
export function testWords({ operand, comparison, value }: Test, fields: FieldNames): string {
  const needsNone = comparison === 'exists' || comparison === 'missing';
  return `${sayOperand(operand, fields)} ${COMPARISON_WORDS[comparison]}${needsNone ? '' : ` ${quoted(value)}`}`;
}

const quoted = (text: string) => (text.trim() === '' ? '…' : `“${cut(text.replace(/\s+/g, ' ').trim(), 70)}”`);

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
