import type { Field } from '../contract/field.ts';
import type { WebhookConfig } from '../contract/webhook.ts';
import type { JsonValue } from '../json/value.ts';
import { Budget } from '../json-path/budget.ts';
import { isSamePlace } from '../json-path/path.ts';
import { proposePaths } from '../json-path/propose-paths.ts';
import { readPath } from '../json-path/read-path.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { leavesOf } from './leaves.ts';
import { FIELD_RULES, type Fit, SLOT_RULES } from './rules.ts';
import type { Leaf, SuggestedTarget, Suggestion } from './suggestion.ts';
import { isOwn, type OwnIdentity } from './whose.ts';

/** What suggestions come from. */
export interface SuggestInput {
  payload: JsonValue;
  /** The provider that was recognised; what it sends where is known then. */
  recipe: Recipe | null;
  own: OwnIdentity;
  fields: readonly Pick<Field, 'key' | 'name' | 'type'>[];
}

/**
 * What the values of a sample could be used for, in the order of the rows: what is known of the provider first, then what names and shapes say. Never
 * the owner's own address or number, never the host's. Pure, and bounded however large the payload is.
 */
export function suggest(input: SuggestInput): Suggestion[] {
  const known = input.recipe === null ? [] : ofRecipe(input.recipe, input);
  const chosen: Suggestion[] = [];
  for (const suggestion of [...known, ...ofShapes(input)]) {
    if (!chosen.some((other) => isSame(other, suggestion) || isSamePlace(other.place, suggestion.place))) {
      chosen.push(suggestion);
    }
  }
  return chosen.sort((a, b) => rank(a) - rank(b));
}

/** Those of them whose row is empty and whose value is not in use yet: what is bound is never suggested again, nor given another value. */
export function openSuggestions(all: readonly Suggestion[], payload: JsonValue, config: WebhookConfig): Suggestion[] {
  const slots = { ...config.identity, ...config.profile };
  const paths = [...Object.values(slots), ...config.fields.map((row) => row.path)].filter((path) => path !== null);
  const open = all.filter(({ target }) =>
    target.kind === 'slot' ? slots[target.slot] === null : config.fields.every((row) => row.field !== target.key),
  );
  const bound = paths.flatMap((path) => {
    const found = firstValue(path, payload);
    return found === null ? [] : [found.place];
  });
  const free = open.filter(({ place }) => !bound.some((other) => isSamePlace(other, place)));
  return free.filter((suggestion) => !isSpareName(suggestion, free, config));
}

function ofRecipe(recipe: Recipe, input: SuggestInput): Suggestion[] {
  const slots = Object.entries({ ...recipe.identity, ...recipe.profile }) as [Slot, string][];
  const rows: [SuggestedTarget, string][] = [
    ...slots.map(([slot, path]): [SuggestedTarget, string] => [{ kind: 'slot', slot }, path]),
    ...recipe.fields.map(({ name, type, path }): [SuggestedTarget, string] => [fieldTarget(name, type, input), path]),
  ];
  return rows.flatMap(([target, path]) => {
    const found = firstValue(path, input.payload);
    if (found === null || isOwn(found.value, input.own)) return [];
    return [{ target, path, place: found.place, reason: `${recipe.name} sends it here.`, confidence: 'sure' as const }];
  });
}

type Slot = Extract<SuggestedTarget, { kind: 'slot' }>['slot'];

/** So much may one row of a recipe cost. */
const STEPS = 20_000;

function firstValue(path: string, payload: JsonValue): Pick<Leaf, 'place' | 'value'> | null {
  const read = readPath(path, payload, new Budget(STEPS));
  const match = read.status === 'ok' ? read.matches.find(({ value }) => value !== null && value !== '') : undefined;
  return match === undefined ? null : { place: match.path, value: match.value };
}

function ofShapes(input: SuggestInput): Suggestion[] {
  const leaves = leavesOf(input.payload).filter((leaf) => !isOwn(leaf.value, input.own));
  const build = (target: SuggestedTarget, rule: (leaf: Leaf) => Fit | null): Suggestion[] => {
    const best = bestOf(leaves, rule);
    if (best === null) return [];
    const { leaf, fit } = best;
    const path = proposePaths(leaf.place, input.payload)[0]!.text;
    return [{ target, path, place: leaf.place, reason: fit.reason, confidence: fit.confidence }];
  };
  // What a known provider sends is in its recipe: “start” is the start of a subscription there, and a total may count guests.
  const fieldRules = input.recipe === null ? FIELD_RULES : FIELD_RULES.filter(({ isOfWords }) => isOfWords);
  return [
    ...SLOT_RULES.flatMap(({ slot, fit }) => build({ kind: 'slot', slot }, fit)),
    ...fieldRules.flatMap(({ name, type, fit }) => build(fieldTarget(name, type, input), fit)),
  ];
}

/** The first of the best. */
function bestOf(leaves: readonly Leaf[], rule: (leaf: Leaf) => Fit | null): { leaf: Leaf; fit: Fit } | null {
  let best: { leaf: Leaf; fit: Fit } | null = null;
  for (const leaf of leaves) {
    const fit = rule(leaf);
    if (fit !== null && (best === null || fit.score > best.fit.score)) best = { leaf, fit };
  }
  return best;
}

/** The field with that name, if there is one. */
function fieldTarget(name: string, type: Field['type'], { fields }: SuggestInput): SuggestedTarget {
  const field = fields.find((one) => one.name.trim().toLowerCase() === name.toLowerCase());
  return { kind: 'field', key: field?.key ?? null, name: field?.name ?? name, type: field?.type ?? type };
}

function isSame({ target: one }: Suggestion, { target: other }: Suggestion): boolean {
  if (one.kind === 'slot') return other.kind === 'slot' && one.slot === other.slot;
  return other.kind === 'field' && one.name.toLowerCase() === other.name.toLowerCase();
}

/** The whole name says nothing more where first and last name are there. */
function isSpareName({ target }: Suggestion, all: readonly Suggestion[], { profile }: WebhookConfig): boolean {
  const has = (slot: 'firstName' | 'lastName') =>
    profile[slot] !== null || all.some((other) => other.target.kind === 'slot' && other.target.slot === slot);
  return target.kind === 'slot' && target.slot === 'name' && has('firstName') && has('lastName');
}

const SLOT_ORDER: readonly Slot[] = ['userNs', 'crmContactId', 'phone', 'email', 'firstName', 'lastName', 'name'];

function rank({ target }: Suggestion): number {
  return target.kind === 'slot' ? SLOT_ORDER.indexOf(target.slot) : SLOT_ORDER.length;
}
