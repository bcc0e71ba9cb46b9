import type { ConditionStep, FlowConfig, Step } from '#shared/contract/flow.ts';
import { everyStep, namesMember, templatesOf } from '#shared/flow/steps.ts';
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
    const found = textsInReceipt(receipt, { keys, paths: new Set(await pathsOf(webhookId)) });
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
  const isPrivate = (step: Step) =>
    touchesField(step, keys) ||
    templatesOf(step).some(({ text }) => [...keys].some((key) => namesMember(text, 'field', key))) ||
    (step.kind === 'condition' &&
      tellsValue(step) &&
      step.test.operand.of === 'payload' &&
      leadsIntoOne(step.test.operand.path, paths)) ||
    templatesOf(step).some(({ text }) => paths.some((path) => readsPayload(text, path)));
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

/** `{{ payload.finding }}`, `{% assign all = payload %}`: by the last name of the path, or of no name at all. */
function readsPayload(template: string, path: string): boolean {
  if (!/\bpayload\b/.test(template)) return false;
  const name = certainSteps(path).findLast((step) => typeof step === 'string');
  return name === undefined || template.includes(String(name)) || /\bpayload\b(?!\s*[.[])/.test(template);
}
