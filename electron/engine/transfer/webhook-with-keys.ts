import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { WebhookTest } from '#shared/contract/webhook-test.ts';

type Keys = ReadonlyMap<string, string>;

/** The same configuration in the keys of another Fieldhook. A flow whose key is null there is started by nothing. */
export function webhookWithKeys(
  config: WebhookConfig,
  fields: Keys,
  flows: ReadonlyMap<string, string | null>,
): WebhookConfig {
  const { payloadField, flow } = config;
  const starts = flow === null ? null : flows.get(flow);
  return {
    ...config,
    fields: config.fields.map((row) => ({ ...row, field: fields.get(row.field) ?? row.field })),
    payloadField: payloadField === null ? null : (fields.get(payloadField) ?? payloadField),
    flow: starts === undefined ? flow : starts,
  };
}

/** Its tests likewise. */
export function testsWithKeys(tests: readonly WebhookTest[], fields: Keys): WebhookTest[] {
  return tests.map((test) => ({
    ...test,
    expected: test.expected.map((person) => ({
      ...person,
      fields: Object.fromEntries(Object.entries(person.fields).map(([key, value]) => [fields.get(key) ?? key, value])),
    })),
  }));
}
