import { describe, expect, it } from 'vitest';
import { gistOf } from '#renderer/features/webhook-editor/sample/request-gist.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { RECIPE_SAMPLES } from '#shared/recipes/samples/recipe-samples.ts';

const NOBODY = { emails: [], phones: [] };
const say = (payload: JsonValue, own = NOBODY as { emails: string[]; phones: string[] }) => gistOf(payload, [], own);

describe('the line that tells requests apart', () => {
  it.each<[string, JsonValue, string]>([
    ['a form', { name: 'Jane Doe', email: 'jane@mail.example', note: 'Hi' }, 'Jane Doe · jane@mail.example'],
    ['two names', { first_name: 'Jane', last_name: 'Doe', phone: '+44 117 496 0401' }, 'Jane Doe · +44 117 496 0401'],
    ['nobody', { type: 'order.placed', id: 7 }, 'order.placed'],
    ['nothing short', [[1], [2]], ''],
    ['nothing', null, ''],
  ])('RC5 says of %s', (_what, payload, line) => {
    expect(say(payload)).toBe(line);
  });

  it('RC5 names the provider, by its headers too', () => {
    const read = parseJson(RECIPE_SAMPLES.calendly!.text);
    expect(read.ok && say(read.value)).toMatch(/^Calendly · .+ · .+@/);
    const headers = [['X-Shopify-Topic', 'customers/create']] as const;
    expect(gistOf({ email: 'jane@mail.example' }, headers, NOBODY)).toBe('Shopify · jane@mail.example');
  });

  it('ID11 is not about the owner', () => {
    const own = { emails: ['me@example.com'], phones: [] };
    expect(say({ email: 'me@example.com', buyer: { email: 'jane@mail.example' } }, own)).toBe('jane@mail.example');
  });
});
