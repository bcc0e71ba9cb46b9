import { z } from 'zod';
import type { FieldType } from '#shared/contract/field.ts';
import { NEWEST_PARSER } from '#shared/contract/webhook.ts';
import {
  type Imported,
  type ImportPlan,
  type ImportRequest,
  WEBHOOK_FILE_EXTENSION,
  type WebhookFile,
  WebhookFileSchema,
} from '#shared/contract/webhook-file.ts';
import type { WebhookTest } from '#shared/contract/webhook-test.ts';
import { AppError, type ErrorDetail } from '#shared/errors.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import { privatePaths } from '../process/mask-private.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import { buildFile, printFile } from '../transfer/build-file.ts';
import { fileOfForm, fileOfFormText } from '../transfer/file-of-form.ts';
import { literalsOf } from '../transfer/literals-of-file.ts';
import { maskSample } from '../transfer/mask-sample.ts';
import { planImport } from '../transfer/plan-import.ts';
import { fieldsOfSteps, NOT_RIGHT, readFile } from '../transfer/read-file.ts';
import { checkConfig } from './check-config.ts';
import { checkSteps } from './check-steps.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';
import { validationDetails } from './validation-details.ts';
import { webhookChanged } from './webhook-changed.ts';
import { fieldsAmong, runTest } from './webhook-tests.ts';

/** Of a file at most so many webhooks are tried on their samples: each costs as much as a request. */
const MOST_DRY_RUNS = 20;

export function webhookFileHandlers(services: ApiServices) {
  const { store, clock, hub, newId, newToken } = services;

  return {
    async exportWebhook({ params, query }) {
      const webhook = found(await store.webhooks.get(params.id), 'webhook');
      const file = await fileOf([webhook], query, services);
      return { fileName: fileName(webhook.name), text: printFile(file), literals: literalsOf(file) };
    },

    async exportWebhooks({ query }) {
      const webhooks = await store.webhooks.list();
      if (webhooks.length === 0) throw new AppError('NOT_EXPORTABLE', 'There is no webhook to export.');
      const file = await fileOf(webhooks, query, services);
      return { fileName: fileName('webhooks'), text: printFile(file), literals: literalsOf(file) };
    },

    async webhookFileSchema() {
      return webhookFileJsonSchema();
    },

    async planImport({ body }) {
      const { source, plan, here } = await planOf(body, services);
      const newFields = plan.fields.flatMap(({ state, to, becomes, type }) =>
        state === 'new' ? [{ key: to, name: becomes, type }] : [],
      );
      const fieldOf = fieldsAmong([...here.fields, ...newFields]);
      const webhooks = plan.webhooks.map(async ({ config, inFile, ...webhook }, place) => {
        const sample = source.file.webhooks[place]?.sample ?? null;
        const isTried = webhook.action !== 'skip' && place < MOST_DRY_RUNS;
        const run = async (test: WebhookTest) => ({
          name: test.name,
          result: await runTest(config, test, { fieldOf, newFields }, services),
        });
        return {
          ...webhook,
          dryRun: isTried && sample !== null ? await tryOut(config, sample, newFields, services) : null,
          tests: isTried ? await Promise.all(inFile.map(run)) : null,
        };
      });
      return { source: source.kind, ...plan, webhooks: await Promise.all(webhooks) };
    },

    async importWebhooks({ body }): Promise<Imported> {
      const { plan, writes, here } = await planOf(body, services);
      const parts = writes.webhooks.map((webhook) => ({
        ...webhook,
        id: webhook.replaces?.id ?? newId('whk'),
        tests: webhook.tests.map((test) => ({ ...test, id: newId('tst') })),
      }));
      const result = await store.imports.apply({
        fields: writes.fields,
        flows: writes.flows,
        replacedFlows: writes.replacedFlows,
        created: parts.flatMap(({ id, name, config, sample, tests, replaces }) =>
          replaces === null ? [{ id, token: newToken(), name, config, sample, tests }] : [],
        ),
        replaced: parts.flatMap(({ config, sample, tests, replaces }) =>
          replaces === null ? [] : [{ ...replaces, config, sample, tests }],
        ),
        expected: {
          fields: plan.fields.flatMap(({ state, to, type }) => (state === 'existing' ? [{ key: to, type }] : [])),
          flows: here.flows.filter(({ key }) =>
            plan.flows.some(({ action, isUsed, to }) => action === 'keep' && isUsed && to === key),
          ),
        },
        at: clock.now(),
      });
      if (result === 'stale') throw new AppError('STALE');
      for (const { key } of writes.fields) hub.publish({ type: 'field', key });
      for (const { key } of [...writes.flows, ...writes.replacedFlows]) hub.publish({ type: 'flow', key });
      await webhookChanged(services, ...[...parts, ...result.switchedOff].map(({ id }) => id));
      return {
        webhooks: parts.map(({ id, name, action }) => ({ id, name, action })),
        fields: writes.fields.map(({ key, name }) => ({ key, name })),
        flows: [
          ...writes.flows.map(({ key, name }) => ({ key, name, action: 'create' as const })),
          ...writes.replacedFlows.map(({ key, name }) => ({ key, name, action: 'replace' as const })),
        ],
        switchedOff: result.switchedOff,
      };
    },
  } satisfies Partial<Handlers>;
}

/** The JSON Schema that is published as `shared/contract/webhook-file.schema.json`. */
export function webhookFileJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(WebhookFileSchema, { io: 'input' }), title: 'Fieldhook webhooks' };
}

async function fileOf(
  webhooks: readonly StoredWebhook[],
  { sample: wanted, tests }: { sample: 'none' | 'masked'; tests: 'none' | 'all' },
  { store }: ApiServices,
): Promise<WebhookFile> {
  const [fields, flows] = [await store.fields.list(), await store.flows.list()];
  const broken = webhooks.find(({ isBroken }) => isBroken);
  if (broken) throw new AppError('NOT_EXPORTABLE', `The saved settings of “${broken.name}” cannot be read in full.`);
  const keys = new Set(fields.filter(({ isPrivate }) => isPrivate).map(({ key }) => key));
  const samples = webhooks.map(async ({ id, config }) => {
    const sample = wanted === 'masked' ? await store.webhooks.sample(id) : null;
    return sample && maskSample(sample.text, config, privatePaths(config, keys));
  });
  const masked = await Promise.all(samples);
  const testsOf = await Promise.all(webhooks.map(({ id }) => store.webhookTests.list(id)));
  const file = buildFile({
    webhooks: webhooks.map(({ name, config }, index) => ({
      name,
      config,
      sample: masked[index] ?? null,
      tests: tests === 'all' ? testsOf[index]! : [],
    })),
    fields,
    flows,
  });
  const known = new Set(fields.map(({ key }) => key));
  for (const { key, name, config } of file.flows) {
    const gone = fieldsOfSteps(config).find((field) => !known.has(field));
    const isBroken = flows.some((flow) => flow.key === key && flow.isBroken);
    if (isBroken) throw new AppError('NOT_EXPORTABLE', `The saved steps of the flow “${name}” cannot be read.`);
    if (gone)
      throw new AppError('NOT_EXPORTABLE', `The flow “${name}” uses the field “${gone}”, which is not there any more.`);
  }
  return file;
}

async function planOf({ choices, ...given }: ImportRequest, services: ApiServices) {
  const { store } = services;
  const [saved, fields, flows] = [await store.webhooks.list(), await store.fields.list(), await store.flows.list()];
  const webhooks = await Promise.all(
    saved.map(async (webhook) => ({ ...webhook, tests: await store.webhookTests.list(webhook.id) })),
  );
  const locale = localeOf((await store.settings.get()).country);
  const here = { webhooks, fields, flows, flowKeys: await store.imports.flowKeys(), locale };
  const source = await sourceOf(given, fields, services);
  const beyond = Object.keys(choices.webhooks).find((place) => Number(place) >= source.file.webhooks.length);
  if (beyond !== undefined) {
    const pointer = `/choices/webhooks/${beyond}`;
    throw new AppError('INVALID_INPUT', undefined, [{ pointer, message: 'The file has no such webhook.' }]);
  }
  const { plan, writes } = planImport(source.file, here, choices);
  checkAll(source, writes, here);
  return { source, plan, writes, here };
}

/** A text that starts like JSON is a file; any other is that of a settings form. */
async function sourceOf(
  { text = '', form }: Pick<ImportRequest, 'text' | 'form'>,
  fields: readonly { name: string; type: FieldType }[],
  { store }: ApiServices,
): Promise<{ kind: ImportPlan['source']; file: WebhookFile }> {
  const { country: defaultCountry, timeZone } = await store.settings.get();
  const business = { defaultCountry, timeZone, parser: NEWEST_PARSER };
  if (form !== undefined) return { kind: 'settings-form', file: fileOfForm(form, business) };
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') throw new AppError('INVALID_INPUT', 'There is nothing in this file.');
  if (/^\s*[{[]/.test(plain)) return { kind: 'file', file: readFile(plain, validationDetails) };
  return { kind: 'settings-form', file: fileOfFormText(plain, fields, business) };
}

/** What is imported keeps to the same rules as what is saved by hand; the places are those of the file. */
function checkAll(
  { kind, file }: { kind: ImportPlan['source']; file: WebhookFile },
  writes: ReturnType<typeof planImport>['writes'],
  here: { fields: Parameters<typeof checkConfig>[1]; flows: readonly { key: string }[] },
): void {
  const details: ErrorDetail[] = [];
  const collect = (pointer: string, check: () => void) => {
    try {
      check();
    } catch (fault) {
      if (!(fault instanceof AppError)) throw fault;
      details.push(...fault.details.map((detail) => ({ ...detail, pointer: `${pointer}${detail.pointer}` })));
    }
  };
  const imagined = writes.fields.map((field) => ({
    ...field,
    isPrivate: field.isPrivate ?? false,
    createdAt: '',
    contacts: 0,
    usedBy: [],
    flows: [],
  }));
  for (const { place, config } of writes.webhooks)
    collect(`/webhooks/${place}`, () =>
      checkConfig(config, [...here.fields, ...imagined], [...here.flows, ...writes.flows]),
    );
  for (const [index, { config }] of file.flows.entries()) collect(`/flows/${index}`, () => checkSteps(config));
  const sentence = kind === 'file' ? NOT_RIGHT : undefined;
  if (details.length > 0) throw new AppError('INVALID_INPUT', sentence, details.slice(0, 50));
}

async function tryOut(
  config: WebhookFile['webhooks'][number]['config'],
  { text, contentType }: { text: string; contentType: string },
  newFields: { key: string; name: string; type: FieldType }[],
  { reading }: ApiServices,
) {
  // The flow may not be here yet: this tells what is filed.
  const draft = { config: { ...config, flow: null }, source: { text, contentType }, newFields, withText: false };
  const preview = await reading.preview({ ...draft, webhookId: '', configVersion: 1 });
  if (preview === 'not-found') return null;
  const { outcome, sentence, fields } = preview.receipt;
  return { outcome, sentence, fields: fields.map(({ name, sentence: what }) => ({ name, sentence: what })) };
}

function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain || 'webhook'}.${WEBHOOK_FILE_EXTENSION}`;
}
