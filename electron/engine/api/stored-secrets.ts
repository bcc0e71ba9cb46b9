import { PRIVATE_MASK } from '#shared/contract/field.ts';
import { TokenTunnelSchema } from '#shared/contract/settings.ts';
import type { ApiServices } from './services.ts';

/** From this length on a secret is looked for inside of texts; a shorter one might be any word, and counts where it is all of a value. */
const TELLING_LENGTH = 12;

/**
 * Takes every secret that is stored here out of a text (CORPUS K10): whoever sends one in a payload gets it into values and sentences, and no
 * file may carry it away.
 */
export type HideSecrets = (text: string) => string;

export async function hideSecretsOf(services: ApiServices): Promise<HideSecrets> {
  const secrets = new Set(await storedSecrets(services));
  const telling = [...secrets].filter(({ length }) => length >= TELLING_LENGTH);
  return (text) => {
    if (secrets.has(text)) return PRIVATE_MASK;
    return telling.reduce((rest, secret) => rest.replaceAll(secret, PRIVATE_MASK), text);
  };
}

async function storedSecrets({ store, secrets, channels, tunnelTokens }: ApiServices): Promise<string[]> {
  const values = await channels.accounts.secrets();
  for (const provider of TokenTunnelSchema.options) values.push((await tunnelTokens.of(provider)) ?? '');
  for (const { id } of await store.webhooks.list()) {
    const { secret, verifyToken } = await secrets.of(id);
    values.push(secret?.value ?? '', verifyToken?.value ?? '');
  }
  return values.filter((value) => value !== '');
}
