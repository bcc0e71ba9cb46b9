import { readFileSync } from 'node:fs';

/** A table of cases from test/fixtures/cases. Read by hand, because an import of JSON cannot hold half a surrogate pair. */
export function readCases<Case>(name: string): Case[] {
  return JSON.parse(readFileSync(new URL(`../../fixtures/cases/${name}.json`, import.meta.url), 'utf8'));
}
