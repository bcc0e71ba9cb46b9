import type { Database } from 'better-sqlite3';
import type { FlowConfig } from '#shared/contract/flow.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import type { StoredFlow } from './port/flow-store.ts';
import { readStored } from './stored-json.ts';

export interface FlowRow {
  pk: number;
  key: string;
  name: string;
  version: number;
  created_at: number;
  updated_at: number;
  config: string;
}

/** A flow with the configuration that is saved now. */
export const FLOW = 'SELECT f.*, v.config FROM flow f JOIN flow_version v ON v.flow = f.pk AND v.version = f.version';

/** All flows that are not deleted, oldest first. */
export function savedFlows(database: Database): () => StoredFlow[] {
  const list = database.prepare<[], FlowRow>(`${FLOW} WHERE f.deleted_at IS NULL ORDER BY f.pk`);
  return () => list.all().map(flowOf);
}

export function flowOf(row: FlowRow): StoredFlow {
  const { value: config, broken } = readFlowConfig(row.config);
  return {
    key: row.key,
    name: row.name,
    version: row.version,
    config,
    ...(broken.length > 0 && { isBroken: true }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** `broken` names the keys that could not be read: without its steps a flow does nothing, which is better than half of it. */
export function readFlowConfig(text: string): ReadConfig {
  const known = read.get(text);
  if (known !== undefined) return known;
  if (read.size >= CONFIGS_KEPT) read.clear();
  const config = readStored(FlowConfigSchema, text);
  read.set(text, config);
  return config;
}

type ReadConfig = { value: FlowConfig; broken: string[] };

/** Every start of a flow reads its steps, and most are of the same few. What is read is never changed. */
const CONFIGS_KEPT = 50;
const read = new Map<string, ReadConfig>();
