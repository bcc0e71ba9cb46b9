import type { MessageChannel } from '#shared/contract/message.ts';
import { AppError } from '#shared/errors.ts';
import { CHANNEL_PROVIDERS } from '../channels/providers.ts';
import { normaliseEmail } from '../identify/normalise-email.ts';
import { normalisePhone } from '../identify/normalise-phone.ts';

/** What the owner wrote, as the channel writes addresses: E.164 read in this country, an e-mail address, a page-scoped id. Throws INVALID_INPUT at `pointer`. */
export function readChannelAddress(
  channel: MessageChannel,
  written: string,
  { country, pointer }: { country: string; pointer: string },
): string {
  const normalised = {
    phone: () => normalisePhone(written, { defaultCountry: country, plusCountries: [] }),
    email: () => normaliseEmail(written),
    'page-scoped-id': () => ({ ok: true as const, value: written }),
    nothing: () => ({ ok: true as const, value: written }),
  }[CHANNEL_PROVIDERS[channel].needs]();
  if (normalised.ok) return normalised.value;
  throw new AppError('INVALID_INPUT', undefined, [{ pointer, message: normalised.sentence }]);
}
