import type { FlowConfig, Step } from '#shared/contract/flow.ts';
import { everyStep, templatesOf } from '#shared/flow/steps.ts';
import { printStep, quoteName } from '#shared/json-path/path.ts';
import { EACH, type Names } from '../templates/messages.ts';
import { readingsIn } from './readings-in.ts';

/** Of a flow that reads more, the first so many are told: a receipt is not to outgrow its request. */
const MOST_PLACES = 100;
/** A longer path names nothing that anybody sends, in characters. */
const LONGEST = 500;

/** The places of the request that a flow reads itself, without a row of the webhook between: paths, in the order of its steps. */
export function payloadPlaces({ steps }: FlowConfig): string[] {
  const paths = everyStep(steps).flatMap(placesIn);
  return [...new Set(paths)].filter((path) => path.length <= LONGEST).slice(0, MOST_PLACES);
}

function placesIn(step: Step): string[] {
  if (step.kind === 'condition') return step.test.operand.of === 'payload' ? [step.test.operand.path] : [];
  return templatesOf(step)
    .filter(({ text }) => text.includes('payload'))
    .flatMap(({ text }) => readingsIn(text).flatMap(({ names }) => placeOf(names) ?? []));
}

/** The path of what a text names; null where that is not in the request, or the request as a whole: it is always there. */
export function placeOf([root, ...names]: Names): string | null {
  if (root !== 'payload') return null;
  // Liquid's count of what stands before it.
  const end = names.indexOf('size');
  const steps = end < 0 ? names : names.slice(0, end);
  return steps.length === 0 ? null : `$${steps.map(printName).join('')}`;
}

/** Liquid reads some names of a list as positions, where an object has them as names. */
function printName(name: Names[number]): string {
  if (name === EACH) return '[*]';
  const position = name === 'first' ? 0 : name === 'last' ? -1 : Number(name);
  if (typeof name === 'number' || !Number.isInteger(position)) return printStep(name);
  return `[${quoteName(name)},${position}]`;
}
