import { readFileSync } from 'node:fs';
import { parseJson } from '#shared/json/parse-json.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';

/** A table of cases from test/fixtures/cases. Read by hand, because an import of JSON cannot hold half a surrogate pair. */
export function readCases<Case>(name: string): Case[] {
  return JSON.parse(textOf(name));
}

/** The same where each case has a `payload`: that is read by our own reader, so that its digits and its keys count. */
export function readPayloadCases<Case extends { payload: JsonValue }>(name: string): Case[] {
  const parsed = parseJson(textOf(name));
  if (!parsed.ok || !Array.isArray(parsed.value)) throw new Error(`The cases ${name} cannot be read.`);
  const payloads = parsed.value.filter(isJsonObject).map((row) => row.payload ?? null);
  return readCases<Case>(name).map((row, index) => ({ ...row, payload: payloads[index]! }));
}

function textOf(name: string): string {
  return readFileSync(new URL(`../../fixtures/cases/${name}.json`, import.meta.url), 'utf8');
}
