import type { WebhookConfig } from '../contract/webhook.ts';
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

/** A provider that is told to wait does not ask again: no STOP may be lost at a limit. */
function receiving({ receives }: WebhookConfig, recipe: Recipe): Partial<WebhookConfig> {
  return recipe.receives === undefined || receives !== 'data' ? {} : { receives: recipe.receives, limit: null };
}

function fillGaps<Slots extends Record<string, string | null>>(bound: Slots, offered: Partial<Slots>): Slots {
  const filled = Object.entries(bound).map(([slot, path]) => [slot, path ?? offered[slot] ?? null]);
  return Object.fromEntries(filled) as Slots;
}
