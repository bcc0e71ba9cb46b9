import type { IdentitySlot, WebhookConfig } from '../contract/webhook.ts';
import { IDENTITY_SLOTS } from '../contract/webhook.ts';
import type { SuggestedTarget, Suggestion } from './suggestion.ts';

type SlotTarget = Extract<SuggestedTarget, { kind: 'slot' }>;
type FieldTarget = Extract<SuggestedTarget, { kind: 'field' }>;

/**
 * The configuration with every suggestion taken whose row is still empty; of several for one row, the first. `keyOf` answers the key of the
 * field that a suggestion names; where it has none, the suggestion is left out.
 */
export function configOfSuggestions(
  config: WebhookConfig,
  suggestions: readonly Suggestion[],
  keyOf: (target: FieldTarget) => string | undefined,
): WebhookConfig {
  let filled = config;
  for (const { target, path } of suggestions) {
    filled = target.kind === 'slot' ? withSlot(filled, target.slot, path) : withField(filled, keyOf(target), path);
  }
  return filled;
}

function withField(config: WebhookConfig, field: string | undefined, path: string): WebhookConfig {
  const isTaken = field === undefined || config.fields.some((row) => row.field === field);
  return isTaken ? config : { ...config, fields: [...config.fields, { field, path, pattern: null }] };
}

function withSlot(config: WebhookConfig, slot: SlotTarget['slot'], path: string): WebhookConfig {
  return isIdentity(slot)
    ? { ...config, identity: { ...config.identity, [slot]: config.identity[slot] ?? path } }
    : { ...config, profile: { ...config.profile, [slot]: config.profile[slot] ?? path } };
}

function isIdentity(slot: SlotTarget['slot']): slot is IdentitySlot {
  return (IDENTITY_SLOTS as readonly string[]).includes(slot);
}
