import type { FieldType } from '#shared/contract/field.ts';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type {
  FileField,
  FlowChoice,
  ImportChange,
  ImportPlan,
  ImportRequest,
  WebhookFile,
} from '#shared/contract/webhook-file.ts';
import type { WebhookTest } from '#shared/contract/webhook-test.ts';
import { AppError } from '#shared/errors.ts';
import { usesField } from '#shared/flow/steps.ts';
import { flowWithKeys } from '#shared/flow/with-field-keys.ts';
import { foldName } from '#shared/text/fold-name.ts';
import { fieldKeyFor } from '../store/field-key.ts';
import { flowKeyFor } from '../store/flow-key.ts';
import { fillsField } from './build-file.ts';
import { flowChanges } from './flow-changes.ts';
import { flowWithoutSecrets, lacksHeader, withHeadersOf } from './flow-without-secrets.ts';
import { type NameOf, webhookChanges } from './webhook-changes.ts';
import { testsWithKeys, webhookWithKeys } from './webhook-with-keys.ts';

/** What there is here already. */
export interface Here {
  webhooks: readonly {
    id: string;
    name: string;
    version: number;
    active: boolean;
    config: WebhookConfig;
    tests?: readonly WebhookTest[];
  }[];
  fields: readonly FileField[];
  flows: readonly { key: string; name: string; version: number; config: FlowConfig }[];
  /** Keys of flows that are or were here: that of a deleted flow never comes back. */
  flowKeys: readonly string[];
  /** Of the business, for what is told of the steps of flows. */
  locale: string;
}

/** Everything an import writes, in the keys of this Fieldhook. */
export interface ImportWrites {
  fields: FileField[];
  flows: { key: string; name: string; config: FlowConfig }[];
  /** New versions of flows here; `version` is the one that the owner saw. */
  replacedFlows: { key: string; name: string; version: number; config: FlowConfig }[];
  webhooks: ResolvedWebhook[];
}

export interface ResolvedWebhook {
  action: 'create' | 'replace';
  place: number;
  name: string;
  config: WebhookConfig;
  sample: WebhookFile['webhooks'][number]['sample'];
  /** Those of the file; none leaves the tests here as they are. */
  tests: WebhookTest[];
  /** Whose place it takes, and the version of it that was seen. */
  replaces: { id: string; version: number } | null;
}

type Plan = Omit<ImportPlan, 'source' | 'webhooks'> & {
  webhooks: (Omit<ImportPlan['webhooks'][number], 'dryRun' | 'tests'> & {
    config: WebhookConfig;
    inFile: WebhookTest[];
  })[];
};

/**
 * What an import would do and write (EX2). A field is the one here of the same name and type, or a new one; a flow the one here that has the same
 * name and does the same, or a new one, unless the owner chose otherwise; a webhook is always new unless the owner chose that it takes the place of
 * another one, and is left out where an equal one of its name is here. Nothing here is changed unasked. Throws INVALID_INPUT for a choice that cannot be, STALE where what was
 * chosen to be replaced has changed.
 */
export function planImport(
  file: WebhookFile,
  here: Here,
  choices: ImportRequest['choices'],
): { plan: Plan; writes: ImportWrites } {
  const kept = new Set([...file.webhooks.keys()].filter((place) => choices.webhooks[place]?.action !== 'skip'));
  const first = resolve(file, here, choices, kept);
  // What is equal here already is left out, and what only it needed goes with it.
  const wanted = new Set(first.plan.webhooks.flatMap(({ action }, place) => (action === 'skip' ? [] : [place])));
  return wanted.size === kept.size ? first : resolve(file, here, choices, wanted);
}

function resolve(file: WebhookFile, here: Here, choices: ImportRequest['choices'], kept: ReadonlySet<number>) {
  const wanted = file.webhooks.filter((_, place) => kept.has(place));
  const decided = decideFlows(file, here, choices, new Set(wanted.map(({ config }) => config.flow)));
  const written = decided.filter(({ action }) => action === 'create' || action === 'replace');
  const isUsed = (key: string) =>
    wanted.some(({ config }) => fillsField(config, key)) || written.some(({ flow }) => usesField(flow.config, key));
  const fields = planFields(file, here, choices.fields, isUsed);
  const fieldKeys = new Map(fields.map(({ key, to }) => [key, to]));
  const fieldNames = new Map([
    ...here.fields.map(({ key, name }) => [key, name] as const),
    ...fields.map(({ to, becomes }) => [to, becomes] as const),
  ]);
  const flows = planFlows(decided, here, fieldKeys, fieldNames);
  const flowKeys = new Map(flows.map(({ plan, standsFor }) => [plan.key, standsFor]));
  const name: NameOf = {
    locale: here.locale,
    field: (key) => fieldNames.get(key) ?? key,
    flow: (key) =>
      flows.find(({ standsFor }) => standsFor === key)?.plan.becomes ??
      here.flows.find((one) => one.key === key)?.name ??
      key,
  };
  const names = new Set(here.webhooks.map((webhook) => foldName(webhook.name)));
  const webhooks = file.webhooks.map((webhook, place) =>
    planWebhook(
      {
        ...webhook,
        config: webhookWithKeys(webhook.config, fieldKeys, flowKeys),
        tests: testsWithKeys(webhook.tests ?? [], fieldKeys),
      },
      place,
      here,
      choices,
      { name, names },
    ),
  );
  return {
    plan: { webhooks: webhooks.map(({ plan }) => plan), fields, flows: flows.map(({ plan }) => plan) },
    writes: {
      fields: fields
        .filter(({ state }) => state === 'new')
        .map(({ to, becomes, type, isPrivate }) => ({ key: to, name: becomes, type, ...(isPrivate && { isPrivate }) })),
      flows: flows.flatMap(({ plan: { action, to, becomes }, config }) =>
        action === 'create' && to !== null ? [{ key: to, name: becomes, config }] : [],
      ),
      replacedFlows: flows.flatMap(({ plan: { action, existing }, config }) =>
        action === 'replace' && existing !== null ? [{ ...existing, config }] : [],
      ),
      webhooks: webhooks.flatMap(({ write }) => write ?? []),
    },
  };
}

function planFields(
  { fields }: WebhookFile,
  here: Here,
  choices: ImportRequest['choices']['fields'],
  isUsed: (key: string) => boolean,
): ImportPlan['fields'] {
  const unknown = Object.keys(choices).find((key) => !fields.some((field) => field.key === key));
  if (unknown !== undefined) throw badChoice(`/choices/fields/${unknown}`, 'The file has no such field.');
  const keys = new Set(here.fields.map(({ key }) => key));
  const names = new Set(here.fields.map(({ name }) => foldName(name)));
  const chosen = new Set<string>();
  return fields.map((field) => {
    const candidates = here.fields.filter(({ type }) => type === field.type).map(({ key, name }) => ({ key, name }));
    const namesake = here.fields.find(({ name }) => foldName(name) === foldName(field.name));
    const choice = choices[field.key];
    const proposed = choice === undefined && namesake?.type === field.type ? namesake.key : choice;
    const target = candidates.find(({ key }) => key === proposed);
    if (proposed && !target)
      throw badChoice(`/choices/fields/${field.key}`, `Choose a field of the type ${field.type}.`);
    if (!isUsed(field.key))
      return {
        ...field,
        to: target?.key ?? field.key,
        becomes: target?.name ?? field.name,
        state: 'unused',
        note: null,
        candidates,
      };
    if (target) {
      if (chosen.has(target.key))
        throw badChoice(`/choices/fields/${field.key}`, 'Two fields cannot become the same one.');
      chosen.add(target.key);
      const note = foldName(target.name) === foldName(field.name) ? null : 'You chose it.';
      return { ...field, to: target.key, becomes: target.name, state: 'existing', note, candidates };
    }
    const becomes = freeName(field.name, names);
    const to =
      keys.has(field.key) || field.key === 'constructor' ? fieldKeyFor(becomes, (key) => keys.has(key)) : field.key;
    keys.add(to);
    return {
      ...field,
      to,
      becomes,
      state: 'new',
      note: namesake ? clash(field.name, namesake.type, field.type) : null,
      candidates,
    };
  });
}

function clash(name: string, here: FieldType, inFile: FieldType): string {
  if (here === inFile) return `There is a field “${name}” already; this one is made beside it.`;
  return `The field “${name}” here is ${here}, the one in the file is ${inFile}.`;
}

interface DecidedFlow {
  flow: WebhookFile['flows'][number];
  state: ImportPlan['flows'][number]['state'];
  namesake: Here['flows'][number] | null;
  action: FlowChoice['action'];
  isChosen: boolean;
  isUsed: boolean;
}

/** What becomes of each flow: what the owner chose, else the one here that does the same, else a new one where a webhook starts it. */
function decideFlows(
  file: WebhookFile,
  here: Here,
  choices: ImportRequest['choices'],
  used: ReadonlySet<string | null>,
): DecidedFlow[] {
  const unknown = Object.keys(choices.flows).find((key) => !file.flows.some((flow) => flow.key === key));
  if (unknown !== undefined) throw badChoice(`/choices/flows/${unknown}`, 'The file has no such flow.');
  const fieldKeys = keysHere(file, here, choices.fields);
  return file.flows.map((flow) => {
    const namesake = here.flows.find(({ name }) => foldName(name) === foldName(flow.name)) ?? null;
    const state = stateOf(flowWithKeys(flow.config, fieldKeys), namesake?.config);
    const isUsed = used.has(flow.key);
    const choice = choices.flows[flow.key];
    if (choice !== undefined) checkFlowChoice(flow.key, choice, namesake);
    const unasked = state === 'same' ? 'keep' : isUsed ? 'create' : namesake === null ? 'skip' : 'keep';
    const chosen = choice?.action === 'replace' && state === 'same' ? 'keep' : choice?.action;
    return { flow, state, namesake, action: chosen ?? unasked, isChosen: choice !== undefined, isUsed };
  });
}

function stateOf(inFile: FlowConfig, here: FlowConfig | undefined): DecidedFlow['state'] {
  if (here === undefined) return 'new';
  const isSame = JSON.stringify(flowWithoutSecrets(here)) === JSON.stringify(flowWithoutSecrets(inFile));
  return isSame ? 'same' : 'different';
}

function checkFlowChoice(key: string, choice: FlowChoice, namesake: Here['flows'][number] | null): void {
  if (choice.action !== 'keep' && choice.action !== 'replace') return;
  if (namesake === null) throw badChoice(`/choices/flows/${key}`, 'There is no flow of this name here.');
  if (choice.action === 'replace' && (namesake.key !== choice.key || namesake.version !== choice.version))
    throw new AppError('STALE');
}

/** The fields here that those of the file would be. What no field here is gets a key that none can have: it equals nothing. */
function keysHere({ fields }: WebhookFile, here: Here, choices: ImportRequest['choices']['fields']) {
  const keyOf = ({ key, name, type }: FileField): string => {
    const choice = choices[key];
    const namesake = here.fields.find((field) => foldName(field.name) === foldName(name) && field.type === type);
    return (choice === undefined ? namesake?.key : choice) ?? `new ${key}`;
  };
  return new Map(fields.map((field) => [field.key, keyOf(field)]));
}

function planFlows(
  decided: readonly DecidedFlow[],
  here: Here,
  fieldKeys: ReadonlyMap<string, string>,
  fieldNames: ReadonlyMap<string, string>,
) {
  const keys = new Set(here.flowKeys);
  const names = new Set(here.flows.map(({ name }) => foldName(name)));
  const freeKey = (key: string, name: string) =>
    keys.has(key) || key === 'constructor' ? flowKeyFor(name, (taken) => keys.has(taken)) : key;
  return decided.map(({ flow, state, namesake, action, isChosen, isUsed }) => {
    const { key, name } = flow;
    const inFile = flowWithKeys(flow.config, fieldKeys);
    const config = namesake !== null && action === 'replace' ? withHeadersOf(inFile, namesake.config) : inFile;
    const isHere = action === 'keep' || action === 'replace';
    const becomes = isHere ? (namesake?.name ?? name) : action === 'create' ? freeName(name, names) : name;
    const made = freeKey(key, becomes);
    if (action === 'create') keys.add(made);
    const to = action === 'skip' ? null : isHere ? (namesake?.key ?? null) : made;
    const isWritten = action === 'create' || action === 'replace';
    const plan: ImportPlan['flows'][number] = {
      key,
      name,
      to,
      becomes,
      state,
      existing: namesake && { key: namesake.key, name: namesake.name, version: namesake.version },
      action,
      isUsed,
      changes:
        state === 'same'
          ? []
          : flowChanges(namesake?.config ?? null, inFile, { fields: fieldNames, locale: here.locale }),
      switchesOff:
        action === 'replace'
          ? here.webhooks
              .filter(({ active, config: { flow: starts } }) => active && starts === to)
              .map((one) => one.name)
          : [],
      note:
        isWritten && lacksHeader(config)
          ? 'Header values of its HTTP requests are not in the file: write them in again.'
          : null,
    };
    // A webhook that is left out is still compared as one that would bring its own flow along.
    const standsFor = isUsed || isChosen || state === 'same' ? to : made;
    return { plan, config, standsFor };
  });
}

function planWebhook(
  webhook: WebhookFile['webhooks'][number] & { tests: WebhookTest[] },
  place: number,
  here: Here,
  choices: ImportRequest['choices'],
  { name, names }: { name: NameOf; names: Set<string> },
): { plan: Plan['webhooks'][number]; write: ResolvedWebhook | null } {
  const choice = choices.webhooks[place];
  const namesake = here.webhooks.find((one) => foldName(one.name) === foldName(webhook.name));
  const target = choice?.action === 'replace' ? here.webhooks.find(({ id }) => id === choice.id) : namesake;
  if (choice?.action === 'replace') {
    if (!target) throw badChoice(`/choices/webhooks/${place}`, 'This webhook is not there any more.');
    if (target.version !== choice.version) throw new AppError('STALE');
  }
  const changes = [
    ...webhookChanges(target?.config ?? null, webhook.config, name),
    ...testChanges(target ? (target.tests ?? []) : null, webhook.tests),
  ];
  const state = !namesake
    ? 'new'
    : JSON.stringify(namesake.config) === JSON.stringify(webhook.config) &&
        testChanges(namesake.tests ?? [], webhook.tests).length === 0
      ? 'same'
      : 'different';
  const action = choice?.action ?? (state === 'same' ? 'skip' : 'create');
  const becomes = action === 'create' ? freeName(webhook.name, names) : (target?.name ?? webhook.name);
  const { config, sample, tests } = webhook;
  const plan = {
    name: webhook.name,
    becomes,
    state,
    existing: target ? { id: target.id, name: target.name, version: target.version } : null,
    action,
    changes,
    needsSecret: config.verify.scheme !== 'none',
    config,
    inFile: tests,
  } as const;
  if (action === 'skip') return { plan, write: null };
  const replaces = action === 'replace' && target ? { id: target.id, version: target.version } : null;
  return { plan, write: { action, place, name: becomes, config, sample, tests, replaces } };
}

/** A file without tests changes none. */
function testChanges(here: readonly WebhookTest[] | null, inFile: readonly WebhookTest[]): ImportChange[] {
  const plain = (tests: readonly WebhookTest[]) =>
    JSON.stringify(tests.map(({ name, payload, expected }) => ({ name, payload, expected })));
  if (inFile.length === 0 || (here !== null && plain(here) === plain(inFile))) return [];
  const say = (tests: readonly WebhookTest[]) => tests.map(({ name }) => name).join(' · ') || null;
  return [{ what: 'Tests', before: here && say(here), after: say(inFile) }];
}

/** `Bookings`, or `Bookings (2)` where that is taken; the name is taken from then on. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(foldName(free)); count += 1) free = `${name.slice(0, 112)} (${count})`;
  taken.add(foldName(free));
  return free;
}

function badChoice(pointer: string, message: string): AppError {
  return new AppError('INVALID_INPUT', undefined, [{ pointer, message }]);
}
