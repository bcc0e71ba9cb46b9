import { expect, it } from 'vitest';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { configOfSuggestions } from '#shared/suggest/config-of-suggestions.ts';
import type { SuggestedTarget, Suggestion } from '#shared/suggest/suggestion.ts';

const of = (target: SuggestedTarget, path: string): Suggestion => ({
  target,
  path,
  place: [],
  reason: 'It looks like one.',
  confidence: 'sure',
});
const field = (name: string, key: string | null = null): SuggestedTarget => ({
  kind: 'field',
  key,
  name,
  type: 'text',
});

it('takes every suggestion, slots of both kinds and fields by their key', () => {
  const config = configOfSuggestions(
    WebhookConfigSchema.parse({}),
    [
      of({ kind: 'slot', slot: 'email' }, '$.email'),
      of({ kind: 'slot', slot: 'name' }, '$.name'),
      of(field('Booking start'), '$.start'),
    ],
    ({ name }) => (name === 'Booking start' ? 'booking_start' : undefined),
  );
  expect(config.identity.email).toBe('$.email');
  expect(config.profile.name).toBe('$.name');
  expect(config.fields).toEqual([{ field: 'booking_start', path: '$.start', pattern: null }]);
});

it('a suggestion never overwrites: filled rows stay, and of two for one row the first counts', () => {
  const before = WebhookConfigSchema.parse({
    identity: { email: '$.mine' },
    fields: [{ field: 'start', path: '$.mine' }],
  });
  const config = configOfSuggestions(
    before,
    [
      of({ kind: 'slot', slot: 'email' }, '$.other'),
      of({ kind: 'slot', slot: 'phone' }, '$.first'),
      of({ kind: 'slot', slot: 'phone' }, '$.second'),
      of(field('Start', 'start'), '$.other'),
    ],
    ({ key }) => key ?? undefined,
  );
  expect(config.identity).toMatchObject({ email: '$.mine', phone: '$.first' });
  expect(config.fields).toEqual(before.fields);
});

it('a field that does not exist is left out', () => {
  const before = WebhookConfigSchema.parse({});
  expect(configOfSuggestions(before, [of(field('Nowhere'), '$.x')], () => undefined)).toEqual(before);
});
