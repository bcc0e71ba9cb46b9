import type { WebhookConfig } from '../contract/webhook.ts';
import { assertNever } from '../errors.ts';
import type { Recipe } from './recipe.ts';

/**
 * The configuration with the recipe's rows where nothing is bound yet: what the owner has filled stays. `keyOf` answers the key of the field with a
 * name; rows whose field does not exist are left out. The signature is not touched, since without its secret every request would be refused.
 */
export function configOfRecipe(
  config: WebhookConfig,
  recipe: Recipe,
  keyOf: (name: string) => string | undefined,
): WebhookConfig {
  const rows = recipe.fields.flatMap(({ name, path }) => {
    const field = keyOf(name);
    const isTaken = field === undefined || config.fields.some((row) => row.field === field);
    return isTaken ? [] : [{ field, path, pattern: null }];
  });
  return {
    ...config,
    identity: fillGaps(config.identity, recipe.identity),
    profile: fillGaps(config.profile, recipe.profile),
    fields: [...config.fields, ...rows],
    itemsPath: config.itemsPath ?? recipe.itemsPath ?? null,
    ...receiving(config, recipe),
    openStrings: [...new Set([...config.openStrings, ...(recipe.openStrings ?? [])])],
  };
}

function receiving(config: WebhookConfig, { receives }: Recipe): Partial<WebhookConfig> {
  return receives === undefined || config.receives !== 'data' ? {} : whenReceiving(config, receives);
}

/**
 * What a webhook needs to receive that. A provider that is told to wait does not ask again: no STOP may be lost at a limit. Meta puts several
 * messages into one request, and who writes in Messenger is reached there and nowhere else.
 */
export function whenReceiving(
  { itemsPath }: Pick<WebhookConfig, 'itemsPath'>,
  receives: WebhookConfig['receives'],
): Partial<WebhookConfig> {
  switch (receives) {
    case 'data':
      return { receives };
    case 'twilio':
      return { receives, limit: null };
    case 'messenger':
      return { receives, limit: null, itemsPath: itemsPath ?? '$.entry', channel: 'messenger' };
    default:
      return assertNever(receives);
  }
}

function fillGaps<Slots extends Record<string, string | null>>(bound: Slots, offered: Partial<Slots>): Slots {
  const filled = Object.entries(bound).map(([slot, path]) => [slot, path ?? offered[slot] ?? null]);
  return Object.fromEntries(filled) as Slots;
}
