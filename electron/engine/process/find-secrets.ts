import type { ConditionStep, FlowConfig, Step } from '#shared/contract/flow.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { everyStep, templatesOf } from '#shared/flow/steps.ts';
import { compilePath } from '#shared/json-path/compile-path.ts';
import type { Path } from '#shared/json-path/path.ts';
import { singularSteps } from '#shared/json-path/query.ts';
import type { LocalStore } from '../store/store.ts';
import { type PrivateKeys, privatePaths, textsInReceipt } from './mask-private.ts';
import { textsInValue } from './private-texts.ts';

/** Ids of what an answer is about. */
export interface Concerned {
  contacts: readonly string[];
  deliveries: readonly string[];
  runs: readonly string[];
}

/** What an answer about them must not tell (LG3). */
export interface Secrets {
  keys: PrivateKeys;
  /** Private values by the contact or the request that they belong to. */
  texts: ReadonlyMap<string, readonly string[]>;
  /** By run, the steps that look at, write or tell a private value: it may stand in their words in another form. */
  steps: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Null where no field is private. */
export async function findSecrets(
  store: LocalStore,
  { contacts, deliveries, runs }: Concerned,
): Promise<Secrets | null> {
  const keys = new Set(await store.fields.privateKeys());
  if (keys.size === 0) return null;
  const pathsOf = presentPaths(store, keys);
  const texts = new Map<string, string[]>();
  for (const [userNs, values] of await store.privacy.valuesOf(contacts)) {
    texts.set(userNs, values.flatMap(textsInValue));
  }
  for (const { deliveryId, webhookId, receipt } of await store.privacy.receiptsOf(deliveries, contacts)) {
    const paths = await pathsOf(webhookId);
    // Told by a row: by its field, or by its path.
    if (![...keys, ...paths].some((name) => receipt.includes(JSON.stringify(name)))) continue;
    const found = textsInReceipt(JSON.parse(receipt) as Receipt, { keys, paths: new Set(paths) });
    if (found.length > 0) texts.set(deliveryId, [...(texts.get(deliveryId) ?? []), ...found]);
  }
  const steps = new Map<string, Set<string>>();
  for (const { run, config, webhookId } of await store.privacy.stepsOf(runs)) {
    steps.set(run, privateSteps(config, keys, webhookId === null ? [] : await pathsOf(webhookId)));
  }
  return { keys, texts, steps };
}

function presentPaths(store: LocalStore, keys: PrivateKeys): (webhookId: string) => Promise<string[]> {
  const known = new Map<string, Promise<string[]>>();
  const read = async (id: string) => {
    const webhook = await store.webhooks.get(id);
    return webhook === null ? [] : privatePaths(webhook.config, keys);
  };
  return (id) => {
    const paths = known.get(id) ?? read(id);
    known.set(id, paths);
    return paths;
  };
}

/** Ids of the steps in whose words a private value may stand. `paths` lead to private values in the request that started the flow. */
export function privateSteps({ steps }: FlowConfig, keys: PrivateKeys, paths: readonly string[]): Set<string> {
  const fields = [...keys].map((key) => [key]);
  const places = paths.map(certainSteps);
  const isPrivate = (step: Step) =>
    touchesField(step, keys) ||
    (step.kind === 'condition' &&
      tellsValue(step) &&
      step.test.operand.of === 'payload' &&
      leadsIntoOne(step.test.operand.path, paths)) ||
    templatesOf(step).some(({ text }) => reads(text, 'field', fields) || reads(text, 'payload', places));
  return new Set(
    everyStep(steps)
      .filter(isPrivate)
      .map(({ id }) => id),
  );
}

function touchesField(step: Step, keys: PrivateKeys): boolean {
  if (step.kind === 'set-field') return step.value !== null && keys.has(step.field);
  if (step.kind === 'wait') return step.wait.kind === 'at-field' && keys.has(step.wait.field);
  if (step.kind !== 'condition' || step.test.operand.of !== 'field') return false;
  return tellsValue(step) && keys.has(step.test.operand.field);
}

/** Whether something is there at all is not private. */
function tellsValue({ test }: ConditionStep): boolean {
  return test.comparison !== 'exists' && test.comparison !== 'missing';
}

/** Whether a path may lead to the place of one of these, into it, or to what it stands in. */
function leadsIntoOne(path: string, others: readonly string[]): boolean {
  const steps = certainSteps(path);
  return others.some((other) => certainSteps(other).every((step, at) => at >= steps.length || step === steps[at]));
}

/** Names and positions from the root up to the first step that may lead to several places. */
function certainSteps(path: string): Path {
  const compiled = compilePath(path);
  const query = compiled.ok ? (compiled.query ?? []) : [];
  const length = query.findIndex((segment) => singularSteps([segment]) === null);
  return singularSteps(length === -1 ? query : query.slice(0, length)) ?? [];
}

/** Whether a template reads one of these places, something in it, or what it stands in: `{{ payload.person | json }}` for the finding of the person. */
function reads(template: string, root: 'field' | 'payload', places: readonly Path[]): boolean {
  const readIn = (text: string) => [...text.matchAll(READ[root])].map(namesIn);
  // Without a step it may be a word among others, so then it counts in braces alone.
  const inBraces = [...template.matchAll(IN_BRACES)].flatMap(([text]) => readIn(text));
  const read = [...inBraces, ...readIn(template).filter((names) => names.length > 0)];
  return places.some((place) =>
    read.some((names) => names.every((name, at) => at >= place.length || name === null || name === String(place[at]))),
  );
}

const IN_BRACES = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const STEPS = String.raw`((?:\s*\.\s*[\p{L}\p{N}_-]+|\s*\[[^\]]*\])*)`;
const READ = {
  field: new RegExp(String.raw`(?<![\w.'"-])field\b${STEPS}`, 'gu'),
  payload: new RegExp(String.raw`(?<![\w.'"-])payload\b${STEPS}`, 'gu'),
};
/** One step of them; what is no name that stands there word for word may be any. */
const STEP = /\.\s*([\p{L}\p{N}_-]+)|\[\s*(?:"([^"]*)"|'([^']*)')?[^\]]*\]/gu;
const ANY_OF_A_LIST = new Set(['first', 'last', 'size']);

function namesIn([, steps = '']: RegExpMatchArray): (string | null)[] {
  return [...steps.matchAll(STEP)].map(([, dotted, ...quoted]) => {
    const name = dotted ?? quoted.find((one) => one !== undefined) ?? null;
    return name === null || ANY_OF_A_LIST.has(name) ? null : name;
  });
}
