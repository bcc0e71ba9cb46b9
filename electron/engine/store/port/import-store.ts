import type { FieldType } from '#shared/contract/field.ts';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { WebhookTest } from '#shared/contract/webhook-test.ts';

/** Webhooks that come in a file, with their fields and flows (EX2). */
export interface ImportStore {
  /** The keys of all flows that are or were here. */
  flowKeys(): Promise<string[]>;
  /**
   * Writes all of it or nothing; 'stale' where it does not fit any more what is here. Every webhook in it is switched off, and so are those that
   * start a flow which it replaces; resolves to those of the latter that were on and are not in it themselves.
   */
  apply(parts: ImportedParts): Promise<{ switchedOff: { id: string; name: string }[] } | 'stale'>;
}

export interface ImportedParts {
  fields: { key: string; name: string; type: FieldType; isPrivate?: boolean | undefined }[];
  flows: { key: string; name: string; config: FlowConfig }[];
  /** New versions of flows that are here; `version` is the one that the owner saw. */
  replacedFlows: { key: string; version: number; config: FlowConfig }[];
  created: {
    id: string;
    token: string;
    name: string;
    config: WebhookConfig;
    sample: ImportedSample;
    tests: ImportedTest[];
  }[];
  /** `version` is the one that the owner saw. Without tests or a sample it keeps its own. */
  replaced: { id: string; version: number; config: WebhookConfig; sample: ImportedSample; tests: ImportedTest[] }[];
  /** What was here when the import was planned, and takes the part of something in the file. */
  expected: { fields: { key: string; type: FieldType }[]; flows: { key: string; config: FlowConfig }[] };
  at: number;
}

type ImportedTest = WebhookTest & { id: string };

type ImportedSample = { text: string; contentType: string } | null;
