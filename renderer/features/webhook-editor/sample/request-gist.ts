import { summarise } from '#renderer/json-tree/summarise.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { valueText } from '#shared/json/value-text.ts';
import { valueAt } from '#shared/json-path/path.ts';
import { recogniseProvider } from '#shared/recipes/recognise-provider.ts';
import { suggest } from '#shared/suggest/suggest.ts';
import type { OwnIdentity } from '#shared/suggest/whose.ts';

type Headers = readonly (readonly [string, string])[];

/** Characters of one part. */
const LONGEST = 60;

/** What tells one request from another at a glance: `Calendly · Jane Doe · jane@example.org`. Empty where nothing short can be said. */
export function gistOf(payload: JsonValue, headers: Headers, own: OwnIdentity): string {
  const recipe = recogniseProvider(payload, headers);
  const suggestions = suggest({ payload, recipe, own, fields: [] });
  const textOf = (slot: string): string | null => {
    const found = suggestions.find(({ target }) => target.kind === 'slot' && target.slot === slot);
    return found === undefined ? null : valueText(valueAt(found.place, payload) ?? null);
  };
  const name = [textOf('firstName'), textOf('lastName')].filter(Boolean).join(' ') || textOf('name');
  const parts = [name, textOf('email') ?? textOf('phone')].filter((part) => part !== null && part !== '');
  const about = parts.length > 0 ? parts.map((part) => part!.slice(0, LONGEST)).join(' · ') : summarise(payload);
  return [recipe?.name, about].filter(Boolean).join(' · ');
}
