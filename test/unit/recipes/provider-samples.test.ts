import { describe, expect, it } from 'vitest';
import { RECIPES } from '#shared/recipes/recipes.ts';
import { recogniseProvider } from '#shared/recipes/recognise-provider.ts';
import { isThere, readProviderSamples } from './read-provider-samples.ts';

const IDS = new Set(RECIPES.map(({ id }) => id));

/** Without headers these have nothing of their own: a call, and a customer or a subscription without the order that the recipe is for. */
const ONLY_BY_HEADERS = new Set(['twilio/voice_callback', 'woocommerce/customer.created']);
/** Only what lay inside of the event was kept of this one. */
const CUT = new Set(['stripe/subscription_webhook_captured']);

describe.skipIf(!isThere)('published payloads', () => {
  it.each(readProviderSamples())('PA1 $name is taken for its provider and for no other', (sample) => {
    const { name, provider, payload, headers } = sample;
    const id = provider.replaceAll('_', '-');
    const expected = IDS.has(id) && !CUT.has(name) ? id : null;
    const byShape = recogniseProvider(payload);
    expect(recogniseProvider(payload, headers)?.id ?? null).toBe(expected);
    expect(byShape?.id ?? null).toBe(ONLY_BY_HEADERS.has(name) ? null : expected);
  });
});
