import type { FlowConfig } from '#shared/contract/flow.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import {
  type FileField,
  WEBHOOK_FILE_FORMAT,
  WEBHOOK_FILE_VERSION,
  type WebhookFile,
} from '#shared/contract/webhook-file.ts';
import type { WebhookTest } from '#shared/contract/webhook-test.ts';
import { usesField } from '#shared/flow/steps.ts';
import { flowWithoutSecrets } from './flow-without-secrets.ts';

interface ToExport {
  webhooks: readonly {
    name: string;
    config: WebhookConfig;
    sample: WebhookFile['webhooks'][number]['sample'];
    tests?: readonly WebhookTest[];
  }[];
  fields: readonly FileField[];
  flows: readonly { key: string; name: string; config: FlowConfig }[];
}

/** The file of these webhooks with the fields and flows they use, and no others, in the order in which they are given (EX1). */
export function buildFile({ webhooks, fields, flows }: ToExport): WebhookFile {
  const used = flows.filter(({ key }) => webhooks.some(({ config }) => config.flow === key));
  const isUsed = (key: string) =>
    webhooks.some(({ config }) => fillsField(config, key)) || used.some(({ config }) => usesField(config, key));
  return {
    format: WEBHOOK_FILE_FORMAT,
    version: WEBHOOK_FILE_VERSION,
    fields: fields
      .filter(({ key }) => isUsed(key))
      .map(({ key, name, type, isPrivate }) => ({ key, name, type, ...(isPrivate && { isPrivate }) })),
    flows: used.map(({ key, name, config }) => ({ key, name, config: flowWithoutSecrets(config) })),
    webhooks: webhooks.map(({ name, config, sample, tests = [] }) => ({
      name,
      config,
      sample,
      ...(tests.length > 0 && { tests: tests.map((test) => testInFile(test, config)) }),
    })),
  };
}

/** What it expects of rows that are there no more names fields that are not in the file. */
function testInFile({ name, payload, expected }: WebhookTest, config: WebhookConfig): WebhookTest {
  const people = expected.map(({ identity, profile, fields }) => ({
    identity,
    profile,
    fields: Object.fromEntries(Object.entries(fields).filter(([key]) => fillsField(config, key))),
  }));
  return { name, payload, expected: people };
}

/** The bytes of a file: the same content is always the same text (EX3). */
export function printFile(file: WebhookFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function fillsField({ fields, payloadField }: WebhookConfig, key: string): boolean {
  return payloadField === key || fields.some(({ field }) => field === key);
}
