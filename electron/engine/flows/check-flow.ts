import type { FieldType } from '#shared/contract/field.ts';
import type { FlowConfig, FlowProblem, PlainStep, Step } from '#shared/contract/flow.ts';
import { everyStep, templatesOf } from '#shared/flow/steps.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { DEFAULT_LOCALE } from '#shared/local-form/local-form.ts';
import { convertValue } from '../mapping/convert-value.ts';
import { readTemplate } from '../templates/templates.ts';
import { LITERAL_HOST } from './plan-request.ts';
import { unknownField, unknownName } from './template-names.ts';

type Fields = readonly { key: string; name: string; type: FieldType }[];
/** What a flow names that stands elsewhere. */
export interface FlowSurroundings {
  fields: Fields;
  /** Why a host, given with its scheme and port, will not be asked; null where nothing is known against it. */
  hostRefusal: (origin: string) => string | null;
}

/** What is wrong with a flow, whoever goes through it. It can be saved all the same; what a problem concerns is not sent. */
export function flowProblems({ steps }: FlowConfig, around: FlowSurroundings): FlowProblem[] {
  return everyStep(steps).flatMap((step) => {
    const sentences = new Set([...templateFaults(step, around.fields), ...stepFaults(step, around)]);
    return [...sentences].map((sentence) => ({ step: step.id, sentence }));
  });
}

function templateFaults(step: Step, fields: Fields): string[] {
  return templatesOf(step).flatMap(({ text, name }) => {
    const read = readTemplate(text);
    const sentences = read.ok ? read.names.flatMap((names) => unknownName(names, fields) ?? []) : [read.sentence];
    return sentences.map((sentence) => (name === null ? sentence : `In ${name}: ${sentence}`));
  });
}

function noField(key: string, fields: Fields): string[] {
  const sentence = unknownField(key, fields);
  return sentence === null ? [] : [sentence];
}

function stepFaults(step: Step, { fields, hostRefusal }: FlowSurroundings): string[] {
  switch (step.kind) {
    case 'send':
      return sendFaults(step);
    case 'wait': {
      const { wait } = step;
      if (wait.kind !== 'at-field') return [];
      const field = fields.find(({ key }) => key === wait.field);
      if (field === undefined) return noField(wait.field, fields);
      const isDate = field.type === 'date' || field.type === 'datetime';
      return isDate ? [] : [`“${field.name}” is no date: a wait needs a date field.`];
    }
    case 'set-field':
      return step.value?.trim() === ''
        ? [...noField(step.field, fields), 'Write the value, or choose “Empty it”.']
        : noField(step.field, fields);
    case 'condition':
      return conditionFaults(step, fields);
    case 'http': {
      const [beginning] = LITERAL_HOST.exec(step.url) ?? [];
      if (beginning === undefined) {
        return ['The address must begin with https:// and the name of a host.'];
      }
      const refusal = hostRefusal(beginning);
      return refusal === null ? [] : [refusal];
    }
    case 'tag':
    case 'stop':
      return [];
  }
}

function sendFaults(step: Extract<PlainStep, { kind: 'send' }>): string[] {
  const faults: string[] = [];
  if (step.text.trim() === '') faults.push('Write the text of the message.');
  if (step.channel === 'email' && step.subject.trim() === '') faults.push('Write the subject of the e-mail.');
  if (!isLanguage(step.language)) faults.push(`“${step.language}” is not a language, for example en-GB.`);
  return faults;
}

function isLanguage(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== undefined;
  } catch {
    return false;
  }
}

function conditionFaults({ test }: Extract<Step, { kind: 'condition' }>, fields: Fields): string[] {
  const { operand, comparison, value } = test;
  const faults = operand.of === 'field' ? noField(operand.field, fields) : [];
  if (operand.of === 'payload') {
    const path = parsePath(operand.path);
    if (!path.ok) faults.push(`The path has a fault${afterWhat(operand.path, path.column)}: ${path.message}`);
  }
  if (comparison === 'exists' || comparison === 'missing') return faults;
  if (operand.of === 'tag') return [...faults, 'A tag is there or it is missing; it has no value to compare.'];
  if (value.trim() === '') return [...faults, 'Write what the value is compared with.'];
  if ((comparison === 'less' || comparison === 'greater') && !isA('number', value)) {
    faults.push(`“${value}” is not a number.`);
  }
  if (
    (comparison === 'before' || comparison === 'after') &&
    !/^(now|today)$/i.test(value.trim()) &&
    !isA('datetime', value)
  ) {
    faults.push(`“${value}” is not a date; write it like 2026-03-02, or “today” or “now”.`);
  }
  return faults;
}

/** Where a fault in a path is, by what stands before it. */
function afterWhat(path: string, column: number): string {
  const before = path.slice(0, column - 1).trim();
  return before === '' ? '' : ` after “${excerptOf(before, 80)}”`;
}

function isA(type: FieldType, value: string): boolean {
  return convertValue(value, type, { timeZone: 'UTC', numberFormat: 'point', pattern: null, locale: DEFAULT_LOCALE })
    .ok;
}
