import type { WebhookConfig } from '#shared/contract/webhook.ts';

type Keys = ReadonlyMap<string, string>;

/** The same configuration in the keys of another Fieldhook. */
export function webhookWithKeys(config: WebhookConfig, fields: Keys, flows: Keys): WebhookConfig {
  const { payloadField, flow } = config;
  return {
    ...config,
    fields: config.fields.map((row) => ({ ...row, field: fields.get(row.field) ?? row.field })),
    payloadField: payloadField === null ? null : (fields.get(payloadField) ?? payloadField),
    flow: flow === null ? null : (flows.get(flow) ?? flow),
  };
}
