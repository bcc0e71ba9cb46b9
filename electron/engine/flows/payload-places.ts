import type { FlowConfig } from '#shared/contract/flow.ts';
import { everyStep, templatesOf } from '#shared/flow/steps.ts';
import { type Path, printStep, quoteName } from '#shared/json-path/path.ts';
import { readingsIn } from './template.ts';

/** Of a flow that reads more, the first so many are told: a receipt is not to outgrow its request. */
const MOST_PLACES = 100;
/** A longer path names nothing that anybody sends, in characters. */
const LONGEST = 500;

/** `{{ payload.start | default: "soon" }}`: the owner has said what stands there when nothing arrives. */
const WITH_DEFAULT = /\{\{-?\s*payload\b[^|}]*\|\s*default\s*:[^}]*\}\}/g;
/** `for line in payload.lines` · `assign booking = payload.booking`: another name for a place, or for each of a list. */
const OTHER_NAME =
  /\{%-?\s*(?:for\s+(?<each>[\w-]+)\s+in\s+|assign\s+(?<same>[\w-]+)\s*=\s*)(?<of>[^\s|%]+)(?=[\s%])(?!\s*\|)/g;

/** The places of the request that a flow reads itself, without a row of the webhook between: paths, in the order of its steps. */
export function payloadPlaces({ steps }: FlowConfig): string[] {
  return placesOf(steps, (text) => text);
}

/** Those without which it would say or do something that its owner did not write. */
export function neededPlaces({ steps }: FlowConfig): string[] {
  return placesOf(steps, (text) => text.replace(WITH_DEFAULT, ''));
}

function placesOf(steps: FlowConfig['steps'], without: (template: string) => string): string[] {
  const paths = everyStep(steps).flatMap((step) => [
    ...(step.kind === 'condition' && step.test.operand.of === 'payload' ? [step.test.operand.path] : []),
    ...templatesOf(step).flatMap(({ text }) => placesIn(without(text))),
  ]);
  return [...new Set(paths)].filter((path) => path.length <= LONGEST).slice(0, MOST_PLACES);
}

function placesIn(template: string): string[] {
  if (!template.includes('payload')) return [];
  const readings = readable(template);
  if (readings.length === 0) return [];
  const roots = new Map([['payload', '$']]);
  for (const { groups } of template.matchAll(OTHER_NAME)) {
    const [place] = readable(`{{ ${groups!.of} }}`);
    const path = place && pathOf(place, roots);
    if (path === undefined) continue;
    if (groups!.each !== undefined) roots.set(groups!.each, `${path}[*]`);
    if (groups!.same !== undefined) roots.set(groups!.same, path);
  }
  // The whole payload is always there.
  return readings.flatMap((reading) => pathOf(reading, roots) ?? []).filter((path) => path !== '$');
}

/** Of a text with a fault nothing is read: it is not filled in, whatever arrives. */
function readable(template: string): Path[] {
  try {
    return readingsIn(template);
  } catch {
    return [];
  }
}

/** Undefined where it does not lead into the payload. */
function pathOf([root, ...names]: Path, roots: ReadonlyMap<string, string>): string | undefined {
  const start = roots.get(String(root));
  if (start === undefined) return undefined;
  // Liquid's count of what stands before it.
  const end = names.indexOf('size');
  return start + (end < 0 ? names : names.slice(0, end)).map(printName).join('');
}

/** Liquid reads some names of a list as positions, where an object has them as names. */
function printName(name: string | number): string {
  const position = name === 'first' ? 0 : name === 'last' ? -1 : Number(name);
  if (typeof name === 'number' || !Number.isInteger(position)) return printStep(name);
  return `[${quoteName(name)},${position}]`;
}
