import { describe, expect, it } from 'vitest';
import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { RECIPES } from '#shared/recipes/recipes.ts';
import { recogniseProvider } from '#shared/recipes/recognise-provider.ts';
import { openSuggestions, type SuggestInput, suggest } from '#shared/suggest/suggest.ts';
import type { Suggestion } from '#shared/suggest/suggestion.ts';
import { isThere, readProviderSamples } from '../recipes/read-provider-samples.ts';

const EMPTY = WebhookConfigSchema.parse({});
const NOBODY = { emails: [], phones: [] };

function suggestFor(
  payload: JsonValue,
  { config = EMPTY, ...changes }: Partial<SuggestInput> & { config?: WebhookConfig } = {},
): Suggestion[] {
  const all = suggest({ payload, recipe: null, own: NOBODY, fields: [], ...changes });
  return openSuggestions(all, payload, config);
}

const nameOf = ({ target }: Suggestion) => (target.kind === 'slot' ? target.slot : target.name);
const pathsOf = (suggestions: readonly Suggestion[]) =>
  Object.fromEntries(suggestions.map((suggestion) => [nameOf(suggestion), suggestion.path]));

const CASES: { what: string; payload: JsonValue; paths: Record<string, string> }[] = [
  {
    what: 'a plain form',
    payload: { name: 'Jane Doe', email: 'jane@mail.example', phone: '+44 117 496 0301', message: 'Hello' },
    paths: { phone: '$.phone', email: '$.email', name: '$.name', Notes: '$.message' },
  },
  {
    what: 'a booking with its host and a guest before the client',
    payload: {
      organizer: { name: 'Studio Lind', email: 'hello@example.com', phone: '+44 117 496 0399' },
      guests: [{ email: 'friend@mail.example' }],
      attendees: [{ name: 'Jane Doe', email: 'jane@mail.example' }],
      start_time: '2026-03-05T09:30:00Z',
      end_time: '2026-03-05T10:00:00Z',
      service: 'First visit',
      price: '25.00',
      status: 'confirmed',
    },
    paths: {
      email: '$.attendees[0].email',
      name: '$.attendees[0].name',
      'Booking start': '$.start_time',
      'Booking end': '$.end_time',
      Service: '$.service',
      Price: '$.price',
      Status: '$.status',
    },
  },
  {
    what: 'answers, which are found by their key',
    payload: {
      answers: [
        { key: 'q1', label: 'Your name', value: 'Jane Doe' },
        { key: 'q2', label: 'Mobile', value: '0117 496 0302' },
        { key: 'q3', label: 'Where do we write to?', value: 'jane@mail.example' },
      ],
    },
    paths: {
      phone: "$.answers[?@.key=='q2'].value",
      email: "$.answers[?@.key=='q3'].value",
      name: "$.answers[?@.key=='q1'].value",
      Answers: '$.answers',
    },
  },
  {
    what: 'an order of a customer with two names',
    payload: {
      customer: { id: 'C-17', first_name: 'Jane', last_name: 'Doe', name: 'Jane Doe', email: 'jane@mail.example' },
      total_price: '64.50',
      line_items: [{ name: 'Candle', price: '18.00' }],
    },
    paths: {
      crmContactId: '$.customer.id',
      email: '$.customer.email',
      firstName: '$.customer.first_name',
      lastName: '$.customer.last_name',
      Price: '$.total_price',
    },
  },
  {
    what: 'a booking that counts its guests and is free',
    payload: { email: 'jane@mail.example', price: 0, event: { start: 1_767_950_000, guests_counter: { total: 2 } } },
    paths: { email: '$.email', 'Booking start': '$.event.start' },
  },
  {
    what: 'a subscription, whose period is no visit',
    payload: {
      email: 'jane@mail.example',
      subscription: { start: '2026-03-05T09:30:00Z', end: '2026-04-05T09:30:00Z' },
      item: { start: 1_767_950_000, amount: 2000 },
    },
    paths: { email: '$.email', Price: '$.item.amount' },
  },
  {
    what: 'a change to a program, whose library looks like an address and has a name with a slash',
    payload: { clone: 'git@code.example:lind/studio.git', full_name: 'lind/studio' },
    paths: {},
  },
  {
    what: 'a message to a number of the business',
    payload: {
      metadata: { display_phone_number: '441174960311', phone_number_id: '106540352242922' },
      from: '441174960312',
    },
    paths: { phone: '$.from' },
  },
  {
    what: 'an order whose buyer has a “mail”, and lines with an address of their own',
    payload: { lines: [{ buyer_email: 'friend@mail.example' }], buyer: { mail: 'jane@mail.example' } },
    paths: { email: '$.buyer.mail' },
  },
  {
    what: 'a list of changes, which are no answers',
    payload: { changes: [{ field: 'leads', value: { form: '17' } }] },
    paths: {},
  },
  {
    what: 'nothing that speaks of a person',
    payload: { id: '12345678', created: '2026-03-05', product: { name: 'Candle' }, customer_id: 0 },
    paths: {},
  },
];

describe('suggestions', () => {
  it.each(CASES)('PA1 ID1 finds what there is in $what', ({ payload, paths }) => {
    expect(pathsOf(suggestFor(payload))).toEqual(paths);
  });

  it('ID11 never suggests the owner’s own address or number, however it is written', () => {
    const own = { emails: ['Me@Example.com '], phones: ['+44 117 496 0303'] };
    const payload = { email: 'me@example.com', phone: '(0117) 496-0303', other: { email: 'jane@mail.example' } };
    expect(pathsOf(suggestFor(payload, { own }))).toEqual({ email: '$.other.email' });
    expect(pathsOf(suggestFor(payload))).toEqual({ email: '$.email', phone: '$.phone' });
  });

  it('ID11 keeps to that where a recipe knows the place', () => {
    const recipe = RECIPES.find(({ id }) => id === 'gumroad')!;
    const own = { emails: ['me@example.com'], phones: [] };
    expect(suggestFor({ email: 'me@example.com' }, { recipe, own })).toEqual([]);
  });

  it('PA1 never suggests the host’s address, even where there is no other', () => {
    expect(suggestFor({ organizer: { email: 'hello@example.com' }, business: 'shop@example.com' })).toEqual([]);
  });

  it('PA1 leaves alone what is bound, and does not use a bound value twice', () => {
    const payload = { email: 'jane@mail.example', work_email: 'jane@work.example', status: 'new', message: 'Hello' };
    const fields = [{ key: 'status', name: 'status', type: 'text' as const }];
    const config = WebhookConfigSchema.parse({
      identity: { email: "$['work_email']" },
      fields: [{ field: 'status', path: '$.other' }],
      profile: { name: '$.message' },
    });
    expect(suggestFor(payload, { config, fields })).toEqual([]);
  });

  it('PA1 names a field that is there by its key, and one that would have to be made by none', () => {
    const fields = [{ key: 'my_notes', name: 'NOTES', type: 'json' as const }];
    const targets = suggestFor({ notes: 'Ring twice', status: 'new' }, { fields }).map(({ target }) => target);
    expect(targets).toEqual([
      { kind: 'field', key: null, name: 'Status', type: 'text' },
      { kind: 'field', key: 'my_notes', name: 'NOTES', type: 'json' },
    ]);
  });

  it('PA1 what a recipe knows comes before what a name looks like', () => {
    const recipe = RECIPES.find(({ id }) => id === 'gumroad')!;
    const [first] = suggestFor({ contact: { email: 'b@mail.example' }, email: 'a@mail.example' }, { recipe });
    expect(first).toMatchObject({ path: '$.email', reason: 'Gumroad sends it here.', confidence: 'sure' });
  });

  it('PA1 says of a whole amount that it may be in cents, and is not sure of it', () => {
    const cents = { confidence: 'likely', reason: expect.stringContaining('perhaps in cents') as string };
    expect(suggestFor({ total: 6450 })).toMatchObject([cents]);
    expect(suggestFor({ total: '64.50' })).toMatchObject([{ confidence: 'sure' }]);
  });

  it('PA1 leaves what a known provider sends to its recipe, besides what somebody has written', () => {
    const recipe = RECIPES.find(({ id }) => id === 'stripe')!;
    const payload = { start_time: '2026-03-05T09:30:00Z', total: '20.00', status: 'open', note: 'Ring twice' };
    expect(pathsOf(suggestFor(payload, { recipe }))).toEqual({ Notes: '$.note' });
  });

  it('RC2 stays bounded on a payload of a hundred thousand values', () => {
    const payload = { rows: Array.from({ length: 100_000 }, (_, index) => ({ n: index })), late: 'x' };
    expect(suggestFor(payload)).toEqual([]);
  });
});

/** Every address of a host or seller in these payloads. */
const HOSTS = ['pro@example.com', 'user@example.com', 'tobi@leetsoft.com'];
const PEOPLE: Record<string, string> = {
  'calcom/BOOKING_CREATED': 'john.doe@example.com',
  'calendly/invitee.created_sample_webhook_data': 'test@example.com',
  'paypal/ipn_web_accept': 'tobi@snowdevil.ca',
  'woocommerce/customer.created': 'john.doe@example.com',
  'elementor/form_advanced_data': 'teste@gmail.com',
};

describe.skipIf(!isThere)('suggestions for published payloads', () => {
  it.each(readProviderSamples())('PA1 $name: each path leads to its value, and none to a host', ({ name, payload }) => {
    for (const recipe of [recogniseProvider(payload), null]) {
      const suggestions = suggestFor(payload, { recipe });
      for (const { path, place } of suggestions) {
        const read = readPath(path, payload);
        const matches = read.status === 'ok' ? read.matches : [];
        expect(matches.map((match) => match.path)).toContainEqual(place);
      }
      const email = suggestions.find((one) => nameOf(one) === 'email');
      const read = email && readPath(email.path, payload);
      const value = read?.status === 'ok' ? read.matches[0]?.value : undefined;
      expect(HOSTS).not.toContain(value);
      if (PEOPLE[name] !== undefined) expect(value).toBe(PEOPLE[name]);
    }
  });
});
