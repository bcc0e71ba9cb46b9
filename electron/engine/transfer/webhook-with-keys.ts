import type { WebhookConfig } from '#shared/contract/webhook.ts';

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
