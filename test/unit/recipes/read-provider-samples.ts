import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseBody } from '#engine/formats/parse-body.ts';
import { NEWEST_PARSER } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';

/** Payloads that providers publish lie beside the project where it is developed; they are no part of it. */
const SAMPLES = new URL('../../../../shared/samples/', import.meta.url);
export const isThere = existsSync(SAMPLES);

export interface ProviderSample {
  name: string;
  provider: string;
  payload: JsonValue;
  headers: (readonly [string, string])[];
}

/** All of them, parsed; none where they are not there. */
export function readProviderSamples(): ProviderSample[] {
  const files = isThere ? readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }) : [];
  return files.filter((file) => file.endsWith('.meta.json')).map((file) => readOne(file, files));
}

function readOne(file: string, files: readonly string[]): ProviderSample {
  const name = file.slice(0, -'.meta.json'.length);
  const meta = JSON.parse(readFileSync(new URL(file, SAMPLES), 'utf8')) as {
    contentType: string;
    headers: Record<string, string>;
  };
  const found = files.find((other) => other.startsWith(`${name}.`) && other !== file)!;
  const body = readFileSync(new URL(found, SAMPLES));
  const parsed = parseBody({ body, headers: [], contentType: meta.contentType, query: '' }, NEWEST_PARSER);
  if (!parsed.ok) throw new Error(`${name}: ${parsed.sentence}`);
  return { name, provider: name.split('/')[0]!, payload: parsed.value, headers: Object.entries(meta.headers) };
}
