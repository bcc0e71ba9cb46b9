import type { FieldType } from '#shared/contract/field.ts';
import type { FlowConfig, FlowProblem, PlainStep, Step } from '#shared/contract/flow.ts';
import { everyStep, templatesOf } from '#shared/flow/steps.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { DEFAULT_LOCALE } from '#shared/local-form/local-form.ts';
import { convertValue } from '../mapping/convert-value.ts';
import { LITERAL_HOST } from './plan-request.ts';
import { checkTemplate, namesIn } from './template.ts';

type Fields = readonly { key: string; name: string; type: FieldType }[];
type Fault = Pick<FlowProblem, 'sentence'> & Partial<Pick<FlowProblem, 'line' | 'column'>>;

const ROOTS = ['contact', 'field', 'payload', 'business', 'now'];
const CONTACT_NAMES = ['first_name', 'last_name', 'name', 'phone', 'email', 'crm_contact_id', 'user_ns', 'channel'];
const BUSINESS_NAMES = ['name', 'country', 'time_zone'];

/** What a flow names that stands elsewhere. */
export interface FlowSurroundings {
  fields: Fields;
  /** Why a host, given with its scheme and port, will not be asked; null where nothing is known against it. */
  hostRefusal: (origin: string) => string | null;
}

/** What is wrong with a flow, whoever goes through it. It can be saved all the same; what a problem concerns is not sent. */
export function flowProblems({ steps }: FlowConfig, around: FlowSurroundings): FlowProblem[] {
  return everyStep(steps).flatMap((step) =>
    [...templateFaults(step, around.fields), ...stepFaults(step, around)].map(
      ({ sentence, line = null, column = null }) => ({
        step: step.id,
        sentence,
        line,
        column,
      }),
    ),
  );
}

function templateFaults(step: Step, fields: Fields): Fault[] {
  return templatesOf(step).flatMap(({ text }) => {
    const fault = checkTemplate(text);
    return fault === null ? unknownNames(text, fields) : [fault];
  });
}

function unknownNames(text: string, fields: Fields): Fault[] {
  return namesIn(text).flatMap(([root = '', name]) => {
    if (!ROOTS.includes(root)) return [{ sentence: `There is no “${root}”: a name begins with ${sayList(ROOTS)}.` }];
    if (name === undefined) return [];
    if (root === 'contact' && !CONTACT_NAMES.includes(name)) {
      return [{ sentence: `There is no “contact.${name}”: a contact has ${sayList(CONTACT_NAMES)}.` }];
    }
    if (root === 'business' && !BUSINESS_NAMES.includes(name)) {
      return [{ sentence: `There is no “business.${name}”: a business has ${sayList(BUSINESS_NAMES)}.` }];
    }
    return root === 'field' ? noField(name, fields) : [];
  });
}

function noField(key: string, fields: Fields): Fault[] {
  return fields.some((field) => field.key === key) ? [] : [{ sentence: `There is no field “${key}”.` }];
}

function stepFaults(step: Step, { fields, hostRefusal }: FlowSurroundings): Fault[] {
  switch (step.kind) {
    case 'send':
      return sendFaults(step);
    case 'wait': {
      const { wait } = step;
      if (wait.kind !== 'at-field') return [];
      const field = fields.find(({ key }) => key === wait.field);
      if (field === undefined) return noField(wait.field, fields);
      const isDate = field.type === 'date' || field.type === 'datetime';
      return isDate ? [] : [{ sentence: `“${field.name}” is no date: a wait needs a date field.` }];
    }
    case 'set-field':
      return noField(step.field, fields);
    case 'condition':
      return conditionFaults(step, fields);
    case 'http': {
      const [beginning] = LITERAL_HOST.exec(step.url) ?? [];
      if (beginning === undefined) {
        return [{ sentence: 'The address must begin with https:// and the name of a host.' }];
      }
      const refusal = hostRefusal(beginning);
      return refusal === null ? [] : [{ sentence: refusal }];
    }
    case 'tag':
    case 'stop':
      return [];
  }
}

function sendFaults(step: Extract<PlainStep, { kind: 'send' }>): Fault[] {
  const faults: Fault[] = [];
  if (step.text.trim() === '') faults.push({ sentence: 'Write the text of the message.' });
  if (step.channel === 'email' && step.subject.trim() === '')
    faults.push({ sentence: 'Write the subject of the e-mail.' });
  if (!isLanguage(step.language)) faults.push({ sentence: `“${step.language}” is not a language, for example en-GB.` });
  return faults;
}

function isLanguage(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== undefined;
  } catch {
    return false;
  }
}

function conditionFaults({ test }: Extract<Step, { kind: 'condition' }>, fields: Fields): Fault[] {
  const { operand, comparison, value } = test;
  const faults = operand.of === 'field' ? noField(operand.field, fields) : [];
  if (operand.of === 'payload') {
    const path = parsePath(operand.path);
    if (!path.ok) faults.push({ sentence: `The path has a fault: ${path.message}`, line: 1, column: path.column });
  }
  if (comparison === 'exists' || comparison === 'missing') return faults;
  if (operand.of === 'tag')
    return [...faults, { sentence: 'A tag is there or it is missing; it has no value to compare.' }];
  if (value.trim() === '') return [...faults, { sentence: 'Write what the value is compared with.' }];
  if ((comparison === 'less' || comparison === 'greater') && !isA('number', value)) {
    faults.push({ sentence: `“${value}” is not a number.` });
  }
  if (
    (comparison === 'before' || comparison === 'after') &&
    !/^(now|today)$/i.test(value.trim()) &&
    !isA('datetime', value)
  ) {
    faults.push({ sentence: `“${value}” is not a date; write it like 2026-03-02, or “today” or “now”.` });
  }
  return faults;
}

function isA(type: FieldType, value: string): boolean {
  return convertValue(value, type, { timeZone: 'UTC', numberFormat: 'point', pattern: null, locale: DEFAULT_LOCALE })
    .ok;
}

function sayList(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}
