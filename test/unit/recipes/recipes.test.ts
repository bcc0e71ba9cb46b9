import { describe, expect, it } from 'vitest';
import { parseBody } from '#engine/formats/parse-body.ts';
import { decideRequest } from '#engine/process/decide-request.ts';
import { dryRun } from '#engine/process/dry-run.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { VERIFY_SCHEMES } from '#shared/contract/verify.ts';
import { NEWEST_PARSER, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { oneItemOf } from '#shared/json-path/one-item.ts';
import { openStrings } from '#shared/json-path/open-strings.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { configOfRecipe } from '#shared/recipes/config-of-recipe.ts';
import type { Recipe } from '#shared/recipes/recipe.ts';
import { RECIPES } from '#shared/recipes/recipes.ts';
import { recogniseProvider } from '#shared/recipes/recognise-provider.ts';
import { RECIPE_SAMPLES } from '#shared/recipes/samples/recipe-samples.ts';
import { nothingDecided } from '../rules/people.ts';

const sampleOf = ({ id }: Recipe) => RECIPE_SAMPLES[id]!;
const keyOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/_$/, '');

function parse(recipe: Recipe) {
  const { contentType, text } = sampleOf(recipe);
  const body = new TextEncoder().encode(text);
  return parseBody({ body, headers: [], contentType, query: '' }, NEWEST_PARSER);
}

function payloadOf(recipe: Recipe): JsonValue {
  const parsed = parse(recipe);
  if (!parsed.ok) throw new Error(parsed.sentence);
  return parsed.value;
}

interface RecipeOutcome {
  by: string | null;
  phone: string | null;
  email: string | null;
  crm: string | null;
  names: string;
  fields: Record<string, string | null>;
}

/** What the engine makes of the sample with the recipe and nothing else, in a business in Britain that knows nobody. */
async function outcomeOf(recipe: Recipe): Promise<RecipeOutcome> {
  const work = {
    parsed: parse(recipe),
    config: WebhookConfigSchema.parse(configOfRecipe(WebhookConfigSchema.parse({}), recipe, keyOf)),
    configVersion: 1,
    fields: recipe.fields.map(({ name, type }) => ({ key: keyOf(name), name, type })),
    settings: SettingsSchema.parse({}),
  };
  const people = { find: () => null, decidedBefore: nothingDecided };
  const { receipt, items } = await dryRun(decideRequest(work, people), people);
  const shown = items?.receipts[0]?.receipt ?? receipt;
  const readings = shown.identification?.readings;
  const known = (value: string | null | undefined) => value ?? null;
  return {
    by: shown.identification?.by ?? null,
    phone: known(readings?.phone.value),
    email: known(readings?.email.value),
    crm: known(readings?.crmContactId.value),
    names: (['firstName', 'lastName', 'name'] as const).flatMap((slot) => shown.profile?.[slot].value ?? []).join(' '),
    fields: Object.fromEntries(
      shown.fields.map(({ name, type, value }) => [
        name,
        type === 'json' ? shapeOf(value?.text) : (value?.text ?? null),
      ]),
    ),
  };
}

function shapeOf(text: string | undefined): string {
  const value: unknown = text === undefined ? null : JSON.parse(text);
  return Array.isArray(value) ? `list of ${value.length}` : typeof value;
}

/** WhatsApp alone sends a name with a message, a form asks for one name or for two, and not everybody comes through the owner’s link. */
const SOMETIMES = new Set(['$.ProfileName', "$.payload.data['Name','name']", '$.entry[*].messaging[*]..referral.ref']);

const NOBODY = { by: null, phone: null, email: null, crm: null, names: '' };
const person = (phone: string | null, email: string | null, names: string, crm: string | null = null) => ({
  by: phone === null ? 'email' : 'phone',
  phone: phone === null ? null : `+44117496${phone}`,
  email: email === null ? null : `${email}@mail.example`,
  crm,
  names,
});
const VISIT = { 'Booking start': '2026-03-05T09:30:00.000Z', 'Booking end': '2026-03-05T10:00:00.000Z' };
const EIGHT = '2026-03-02T08:00:00.000Z';

const EXPECTED: Record<string, RecipeOutcome> = {
  calendly: {
    ...person('0201', 'amelia.hart', 'Amelia Hart Amelia Hart'),
    fields: { ...VISIT, Service: 'First visit', 'Booking status': 'active', Answers: 'list of 1' },
  },
  calcom: {
    ...person('0202', 'bruno.costa', 'Bruno Costa'),
    fields: { ...VISIT, Service: 'First visit', 'Booking status': 'ACCEPTED', Notes: 'Ring twice' },
  },
  acuity: { ...NOBODY, fields: { 'Booking status': 'scheduled', 'Booking number': '90001' } },
  typeform: {
    ...person('0203', 'chidi.obi', ''),
    fields: { Form: 'Ask for a quote', 'Submitted at': EIGHT, Answers: 'list of 3' },
  },
  tally: {
    ...person('0204', 'dana.fox', ''),
    fields: { Form: 'Ask for a quote', 'Submitted at': EIGHT, Answers: 'list of 3' },
  },
  jotform: { ...person('0205', 'eva.lang', 'Eva Lang'), fields: { Form: 'Ask for a quote', Answers: 'object' } },
  'gravity-forms': {
    ...person('0206', 'femi.ade', 'Femi Ade'),
    fields: { 'Form page': 'https://shop.example/quote', 'Payment status': 'Paid' },
  },
  elementor: {
    ...person('0207', 'gina.roth', 'Gina Roth'),
    fields: { Form: 'Ask for a quote', Notes: 'Two windows', 'Form page': 'https://shop.example/quote' },
  },
  webflow: {
    ...person('0208', 'hugo.berg', 'Hugo Berg'),
    fields: { Form: 'Contact us', 'Submitted at': EIGHT, Answers: 'object' },
  },
  shopify: {
    ...person('0209', 'ines.maro', 'Ines Maro', '7100001'),
    fields: {
      'Order number': '#1042',
      'Order total': '64.50',
      Currency: 'GBP',
      'Payment status': 'paid',
      'Ordered at': EIGHT,
      Notes: 'Leave it next door',
    },
  },
  woocommerce: {
    ...person('0210', 'jan.vos', 'Jan Vos'),
    fields: {
      'Order number': '727',
      'Order total': '29.35',
      Currency: 'GBP',
      'Order status': 'processing',
      'Ordered at': EIGHT,
      Notes: 'Ring twice',
    },
  },
  squarespace: { ...NOBODY, fields: { 'Order number': 'madeup4', 'Ordered at': EIGHT } },
  stripe: {
    ...person('0211', 'kira.wolf', 'Kira Wolf', 'cus_madeup'),
    fields: { 'Amount in cents': '2500', Currency: 'gbp', 'Payment status': 'paid', 'Paid at': EIGHT },
  },
  paypal: {
    ...person('0212', 'leo.stein', 'Leo Stein', 'MADEUPPAYER'),
    fields: {
      'Order total': '40.00',
      Currency: 'GBP',
      'Payment status': 'Completed',
      Service: 'First visit',
      'Order number': 'MADEUP17',
      'Paid at (as sent)': '08:00:00 Mar 02, 2026 PST',
    },
  },
  square: {
    ...NOBODY,
    crm: 'MADEUPCUSTOMER',
    fields: { 'Booking start': '2026-03-05T09:30:00.000Z', 'Booking status': 'ACCEPTED', Notes: 'Ring twice' },
  },
  gumroad: {
    ...person(null, 'mona.reyes', 'Mona Reyes'),
    fields: {
      Service: 'Garden guide',
      'Amount in cents': '1500',
      Currency: 'gbp',
      'Order number': '300001',
      'Ordered at': EIGHT,
    },
  },
  mailchimp: {
    ...person('0213', 'nils.aho', 'Nils Aho', 'madeup1'),
    fields: { Subscription: 'subscribe', Interests: 'Gardens' },
  },
  eventbrite: {
    ...NOBODY,
    fields: { 'Order event': 'order.placed', 'Order link': 'https://www.eventbriteapi.com/v3/orders/1000005/' },
  },
  'facebook-lead-ads': { ...NOBODY, fields: { 'Lead number': '1000007', 'Form number': '1000008' } },
  hubspot: { ...NOBODY, crm: '5001', fields: { 'HubSpot change': 'contact.creation', 'Changed at': EIGHT } },
  twilio: { ...person('0214', null, ''), fields: { 'Last message': 'Are you open today?' } },
  messenger: { ...NOBODY, fields: { 'Last message': 'Are you open today?' } },
};

describe('recipes', () => {
  it('PA1 each has an id of its own, a sample, words for its owner and a signature that exists', () => {
    expect(new Set(RECIPES.map(({ id }) => id)).size).toBe(22);
    expect(new Set(Object.keys(RECIPE_SAMPLES))).toEqual(new Set(RECIPES.map(({ id }) => id)));
    for (const { steps, verify, signature } of RECIPES) {
      expect(steps.length).toBeGreaterThan(0);
      expect(VERIFY_SCHEMES).toContain(verify);
      if (verify === 'generic') expect(signature).toMatch(/Header /);
    }
  });

  it.each(RECIPES)('PA1 $name is recognised by the shape of its requests, and no other recipe fits', (recipe) => {
    const fits = RECIPES.filter((other) => recogniseProvider(payloadOf(recipe), [], [other]) !== null);
    expect(fits.map(({ id }) => id)).toEqual([recipe.id]);
  });

  it.each(RECIPES.filter(({ headers }) => headers.length > 0))(
    'PA1 $name is recognised by its headers alone',
    (recipe) => {
      expect(recogniseProvider({}, sampleOf(recipe).headers)?.id).toBe(recipe.id);
      for (const name of recipe.headers) expect(recogniseProvider({}, [[name.toUpperCase(), 'x']])?.id).toBe(recipe.id);
    },
  );

  it('PA1 a request of nobody in particular is nobody’s, and headers of two senders are nobody’s either', () => {
    expect(recogniseProvider({ name: 'Jane', email: 'jane@mail.example' }, [['X-Hub-Signature-256', 'x']])).toBeNull();
    expect(
      recogniseProvider({}, [
        ['Stripe-Signature', 'x'],
        ['X-Cal-Signature-256', 'x'],
      ]),
    ).toBeNull();
  });

  it.each(RECIPES)('PA1 every path of $name leads to a value in its sample', (recipe) => {
    const { value } = openStrings(payloadOf(recipe), recipe.openStrings ?? [], recipe.itemsPath ?? null);
    const root = recipe.itemsPath === '$' && Array.isArray(value) ? oneItemOf([], value)(value[0]!) : value;
    const paths = [
      ...Object.values(recipe.identity),
      ...Object.values(recipe.profile),
      ...recipe.fields.map(({ path }) => path),
    ];
    expect(paths.filter((path) => !SOMETIMES.has(path) && matches(path, root) === 0)).toEqual([]);
  });

  it.each(RECIPES)('ID2 CV1 $name gives the expected person and values', async (recipe) => {
    expect(await outcomeOf(recipe)).toEqual(EXPECTED[recipe.id]);
  });

  it('PA1 a recipe fills gaps only: what is bound stays, and the signature is not switched on', () => {
    const stripe = RECIPES.find(({ id }) => id === 'stripe')!;
    const before = WebhookConfigSchema.parse({
      identity: { email: '$.mine' },
      fields: [{ field: 'currency', path: '$.my.currency' }],
    });
    const after = configOfRecipe(before, stripe, (name) => (name === 'Currency' ? 'currency' : undefined));
    expect(after.identity).toMatchObject({ email: '$.mine', phone: '$.data.object.customer_details.phone' });
    expect(after.fields).toEqual(before.fields);
    expect(after.verify).toEqual({ scheme: 'none' });
  });

  it('SN6 the recipe of a channel’s provider takes its messages for what they are, without a limit at which a STOP could be lost', () => {
    const twilio = RECIPES.find(({ id }) => id === 'twilio')!;
    const before = WebhookConfigSchema.parse({});
    const after = configOfRecipe(before, twilio, keyOf);
    expect(after).toMatchObject({ receives: 'twilio', limit: null });
    const limit = { requests: 9, hours: 1 };
    expect(configOfRecipe({ ...after, limit }, twilio, keyOf)).toMatchObject({ receives: 'twilio', limit });
    expect(configOfRecipe(before, RECIPES[0]!, keyOf)).toMatchObject({ receives: 'data', limit: before.limit });
  });
});

function matches(path: string, root: JsonValue): number {
  const read = readPath(path, root);
  return read.status === 'ok' ? read.matches.filter(({ value }) => value !== null).length : 0;
}
