import type { Settings } from '#shared/contract/settings.ts';
import { normaliseEmail } from './normalise-email.ts';
import { normalisePhone } from './normalise-phone.ts';
import type { Normalised } from './normalised.ts';

/** "This is me" in the form in which identifiers are compared. */
export interface OwnAddresses {
  emails: ReadonlySet<string>;
  phones: ReadonlySet<string>;
}

/** The business's own addresses and numbers (ID11), read in the business's country. What is no address cannot equal one and is left out. */
export function ownAddresses({ country, ownEmails, ownPhones }: Settings): OwnAddresses {
  return {
    emails: valuesOf(ownEmails.map(normaliseEmail)),
    phones: valuesOf(
      ownPhones.map((text) => normalisePhone(text, { defaultCountry: country, plusCountries: [country] })),
    ),
  };
}

function valuesOf(read: readonly Normalised[]): Set<string> {
  return new Set(read.flatMap((normalised) => (normalised.ok ? [normalised.value] : [])));
}
