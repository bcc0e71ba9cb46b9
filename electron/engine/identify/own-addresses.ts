import type { Settings } from '#shared/contract/settings.ts';
import { normaliseEmail } from './normalise-email.ts';
import { normalisePhone } from './normalise-phone.ts';
import type { Normalised } from './normalised.ts';

/** "This is me" in the form in which identifiers are compared. */
export interface OwnAddresses {
  emails: ReadonlySet<string>;
  phones: ReadonlySet<string>;
}

/** The live path works with one settings object for many requests; reading its numbers costs more than anything else about them. */
const READ = new WeakMap<Settings, OwnAddresses>();

/** The business's own addresses and numbers (ID11), read in the business's country. What is no address cannot equal one and is left out. */
export function ownAddresses(settings: Settings): OwnAddresses {
  const known = READ.get(settings);
  if (known !== undefined) return known;
  const { country, ownEmails, ownPhones } = settings;
  const phoneOptions = { defaultCountry: country, plusCountries: [country] };
  const own: OwnAddresses = {
    emails: valuesOf(ownEmails.map(normaliseEmail)),
    phones: valuesOf(ownPhones.map((text) => normalisePhone(text, phoneOptions))),
  };
  READ.set(settings, own);
  return own;
}

function valuesOf(read: readonly Normalised[]): Set<string> {
  return new Set(read.flatMap((normalised) => (normalised.ok ? [normalised.value] : [])));
}
