import { SECRET_NAMES } from '#shared/contract/secret.ts';
import { formerHint, type Webhook } from '#shared/contract/webhook.ts';
import { AppError } from '#shared/errors.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

/** A webhook as the screens know it: with its address as it is right now. */
export async function webhookView(webhook: StoredWebhook, services: ApiServices): Promise<Webhook> {
  const { base, reach } = currentBase(services);
  const { id, name, active, version, token, listen } = webhook;
  const secrets = await services.secrets.of(id);
  return {
    ...webhook.config,
    id,
    name,
    active,
    version,
    token,
    address: `${base}/h/${token}`,
    reach,
    formerAddresses: await formerAddresses(webhook, base, services),
    listeningUntil: listen && listen.until > services.clock.now() ? instant(listen.until) : null,
    secrets: SECRET_NAMES.map((one) => {
      const setAt = secrets[one]?.setAt ?? null;
      return { name: one, isSet: setAt !== null, setAt: setAt === null ? null : instant(setAt) };
    }),
    createdAt: instant(webhook.createdAt),
    updatedAt: instant(webhook.updatedAt),
  };
}

/** Those that still work. When something last came through one is asked for only where there is one. */
async function formerAddresses(
  { id, formerTokens }: StoredWebhook,
  base: string,
  { store, clock }: ApiServices,
): Promise<Webhook['formerAddresses']> {
  const working = formerTokens.filter(({ until }) => until > clock.now());
  if (working.length === 0) return [];
  const used = await store.webhooks.formerUse(id);
  return working.map(({ token, until }) => {
    const hint = formerHint(token);
    const lastUsedAt = used.get(hint);
    const address = `${base}/h/${token}`;
    return { hint, address, until: instant(until), lastUsedAt: lastUsedAt === undefined ? null : instant(lastUsedAt) };
  });
}

/**
 * The public address once it is proven to work, and through an outage: senders have it, and nobody should copy another one meanwhile.
 * Else the receiver's own on this computer.
 */
function currentBase({ tunnel, receiver }: ApiServices): { base: string; reach: Webhook['reach'] } {
  const { state, url } = tunnel.status();
  const reach = state === 'ready' ? 'public' : state === 'retrying' ? 'interrupted' : null;
  if (reach !== null && url) return { base: url.replace(/\/+$/, ''), reach };
  return { base: receiverUrl({ receiver }), reach: 'this-computer' };
}

export function receiverUrl({ receiver }: Pick<ApiServices, 'receiver'>): string {
  const url = receiver.url();
  if (url === null) throw new AppError('RECEIVER_UNAVAILABLE');
  return url;
}
