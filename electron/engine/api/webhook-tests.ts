import type { FieldType } from '#shared/contract/field.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import {
  type KeptTest,
  MOST_TESTS,
  type NewFields,
  type ReadPerson,
  TEST_PAYLOAD_CHARACTERS,
  type TestResult,
  type WebhookTest,
} from '#shared/contract/webhook-test.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldOf, judgeTest, peopleOf, uncovered } from '../process/judge-test.ts';
import type { StoredTest } from '../store/port/webhook-test-store.ts';
import { maskForTest } from '../transfer/mask-sample.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function webhookTestHandlers(services: ApiServices) {
  const { store, hub, newId } = services;
  const changed = (id: string) => hub.publish({ type: 'webhook', id });
  const configOf = async (id: string) => found(await store.webhooks.get(id), 'webhook').config;

  const withResults = async (tests: readonly StoredTest[], config: WebhookConfig): Promise<KeptTest[]> => {
    const fieldOf = await knownFields(services);
    return Promise.all(
      tests.map(async (test) => ({
        ...test,
        result: await runTest(config, test, { fieldOf, newFields: [] }, services),
      })),
    );
  };

  return {
    async listTests({ params }) {
      return withResults(await store.webhookTests.list(params.id), await configOf(params.id));
    },

    async runTests({ params, body }) {
      const saved = await configOf(params.id);
      return withResults(await store.webhookTests.list(params.id), body.config ?? saved);
    },

    async createTest({ params, body }) {
      const saved = await configOf(params.id);
      const config = 'test' in body ? saved : (body.config ?? saved);
      const made =
        'test' in body ? { test: body.test, uncovered: [] } : await makeTest(params.id, body, config, services);
      const test = { id: newId('tst'), ...made.test };
      const result = found(await store.webhookTests.create(params.id, test), 'webhook');
      if (result === 'full') {
        const message = `A webhook has at most ${MOST_TESTS} tests. Delete one first.`;
        throw new AppError('INVALID_INPUT', message, [{ pointer: '/name', message }]);
      }
      changed(params.id);
      const [kept] = await withResults([test], config);
      return { test: kept!, uncovered: made.uncovered };
    },

    async updateTest({ params, body }) {
      const saved = await configOf(params.id);
      const test = found(
        (await store.webhookTests.list(params.id)).find(({ id }) => id === params.testId) ?? null,
        'test',
      );
      const expected = body.expect ? await readTest(body.expect.config, test, [], services) : test.expected;
      const next = { ...test, name: body.name ?? test.name, expected };
      found(await store.webhookTests.update(params.id, next), 'test');
      changed(params.id);
      const [kept] = await withResults([next], body.expect?.config ?? saved);
      return kept!;
    },

    async deleteTest({ params }) {
      found(await store.webhookTests.delete(params.id, params.testId), 'test');
      changed(params.id);
    },
  } satisfies Partial<Handlers>;
}

/** How a test ends with a configuration; nothing is written. */
export async function runTest(
  config: WebhookConfig,
  test: WebhookTest,
  { fieldOf, newFields }: { fieldOf: FieldOf; newFields: NewFields },
  services: ApiServices,
): Promise<TestResult> {
  return judgeTest(test.expected, await readTest(config, test, newFields, services), fieldOf);
}

function readTest(
  config: WebhookConfig,
  { payload }: Pick<WebhookTest, 'payload'>,
  newFields: NewFields,
  services: ApiServices,
) {
  return peopleIn(config, { text: payload, contentType: 'application/json' }, newFields, services).then(
    ({ people }) => people,
  );
}

async function peopleIn(
  config: WebhookConfig,
  source: { text: string; contentType: string } | { deliveryId: string },
  newFields: NewFields,
  { reading }: ApiServices,
): Promise<{ people: ReadPerson[]; text: string | null }> {
  // What is sent afterwards is no matter of what is read, and its flow may not be here.
  const draft = { config: { ...config, flow: null }, source, newFields, withText: true };
  const preview = found(await reading.preview({ ...draft, webhookId: '', configVersion: 1 }), 'delivery');
  const { parsed } = preview;
  return { people: peopleOf(preview, config), text: parsed.ok ? (parsed.closedText ?? parsed.text) : null };
}

async function makeTest(
  webhookId: string,
  { name, source }: { name: string; source: { text: string } | { deliveryId: string } },
  config: WebhookConfig,
  services: ApiServices,
): Promise<{ test: WebhookTest; uncovered: string[] }> {
  if ('deliveryId' in source) {
    const delivery = found(await services.store.deliveries.get(source.deliveryId), 'delivery');
    if (delivery.webhookId !== webhookId) throw new AppError('NOT_FOUND', 'This webhook has no such request.');
  }
  const given = 'text' in source ? { ...source, contentType: 'application/json' } : source;
  const real = await peopleIn(config, given, [], services);
  const fields = await services.store.fields.list();
  const isPrivate = new Set(fields.filter((field) => field.isPrivate).map(({ key }) => key));
  const payload = real.text === null ? null : maskForTest(real.text, config, isPrivate);
  if (payload === null) throw new AppError('NOTHING_TO_PREVIEW', 'Only what can be read can be tested.');
  if (payload.length > TEST_PAYLOAD_CHARACTERS)
    throw new AppError('TOO_LARGE', `A test has at most ${TEST_PAYLOAD_CHARACTERS} characters.`);
  const expected = await readTest(config, { payload }, [], services);
  const fieldOf = await knownFields(services);
  return { test: { name, payload, expected }, uncovered: uncovered(real.people, expected, fieldOf) };
}

async function knownFields({ store }: ApiServices): Promise<FieldOf> {
  return fieldsAmong(await store.fields.list());
}

export function fieldsAmong(fields: readonly { key: string; name: string; type: FieldType }[]): FieldOf {
  const known = new Map(fields.map((field) => [field.key, field]));
  return (key) => known.get(key) ?? { name: key, type: null };
}
