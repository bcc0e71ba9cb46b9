// biome-ignore-all lint/suspicious/noUnnecessaryConditions: the linter loses the recursive type of steps; the compiler does not, see assertNever.
import type { Drift } from '#shared/contract/drift.ts';
import type { Step } from '#shared/contract/flow.ts';
import type { Hold } from '#shared/contract/flow-work.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { Channel } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { type FieldNames, sayField, sayOperand } from '#shared/flow/say-step.ts';
import { everyStep } from '#shared/flow/steps.ts';
import { sendsThatDepend, type Value, type Way } from '../flows/what-depends.ts';
import { type Source, sourcesOf } from '../flows/what-it-reads.ts';
import { rowWords } from './drift-words.ts';

/** A flow, with what decides about it besides its steps. */
export interface FlowPlace {
  steps: readonly Step[];
  /** The contact's own. */
  channel: Channel;
  fields: FieldNames;
}

/**
 * Which messages of a flow wait for the owner, and why: rows that they depend on are not as in earlier requests, so they would speak of what an
 * earlier request said; or places of the request itself are not, so they would say or do something else. What depends on none of them goes
 * out. What the owner gave a default for has its value.
 */
export function whyHeld({ drifts = [], fields }: Pick<Receipt, 'drifts' | 'fields'>, place: FlowPlace): Hold {
  const missed = drifts.filter((drift) => !hasDefault(drift, fields));
  const steps = new Map(everyStep(place.steps).map((step) => [step.id, step]));
  const reasons = new Map<string, string[]>();
  const heldBy = holdsOf(missed, place);
  for (const drift of missed) {
    for (const [send, way] of heldBy(drift)) {
      const uses = sayWay(way, steps, place.fields);
      const reason = `${rowWords(drift)} (${drift.sentence.replace(/\.$/, '').toLowerCase()}), used by ${uses}`;
      reasons.set(send, [...(reasons.get(send) ?? []), reason]);
    }
  }
  return new Map(
    [...reasons].map(([send, why]) => [
      send,
      `The request that started it was not as the earlier ones: ${why.join('; ')}.`,
    ]),
  );
}

/** Of drifts that there are at once: the messages that wait because of one of them, with the way to each. */
export function holdsOf(
  drifts: readonly Drift[],
  { steps, channel }: Pick<FlowPlace, 'steps' | 'channel'>,
): (drift: Drift) => ReadonlyMap<string, Way> {
  const missing = new Set(drifts.flatMap(({ about, path, change }) => (isGone(about, change) ? [path] : [])));
  const sources = new Map(everyStep(steps).map((step) => [step.id, sourcesOf(step, channel)]));
  return (drift) => sendsThatDepend(steps, valueBehind(drift, missing), (step) => sources.get(step.id)!);
}

function isGone({ kind }: Drift['about'], change: Drift['change']): boolean {
  return kind === 'place' && change === 'vanished';
}

function valueBehind({ about, path, change }: Drift, missing: ReadonlySet<string>): Value {
  switch (about.kind) {
    case 'field':
      return { field: about.field, isRead: () => false };
    case 'slot':
      return { field: null, isRead: (source) => source.of === 'contact' && source.slots.includes(about.slot) };
    case 'place': {
      const isForeseen = ({ unless }: Extract<Source, { of: 'place' }>) =>
        change === 'vanished' && unless.some((other) => missing.has(other));
      return {
        field: null,
        isRead: (source) => source.of === 'place' && source.path === path && !isForeseen(source),
      };
    }
    default:
      return assertNever(about);
  }
}

function hasDefault({ about, change }: Drift, fields: Receipt['fields']): boolean {
  const filled = about.kind === 'field' ? fields.find(({ field }) => field === about.field) : undefined;
  return change === 'vanished' && (filled?.verdict === 'set' || filled?.verdict === 'unchanged');
}

function sayWay(way: Way, steps: ReadonlyMap<string, Step>, fields: FieldNames): string {
  if (way.length === 0) return 'this message';
  return way.map((id) => sayStep(steps.get(id)!, fields)).join(', then ');
}

/** A step that stands between: `the condition on “Booking start”`. */
function sayStep(step: Step, fields: FieldNames): string {
  switch (step.kind) {
    case 'condition':
      return `the condition on ${sayOperand(step.test.operand, fields)}`;
    case 'wait':
      return step.wait.kind === 'at-field' ? `the wait for ${sayField(step.wait.field, fields)}` : 'a wait';
    case 'set-field':
      return `the step that ${step.value === null ? 'clears' : 'sets'} ${sayField(step.field, fields)}`;
    case 'tag':
      return `the step that ${step.action === 'add' ? 'adds' : 'removes'} the tag “${step.tag}”`;
    case 'send':
    case 'http':
    case 'stop':
      return 'a step';
    default:
      return assertNever(step);
  }
}
