import parsePhoneNumber from 'libphonenumber-js/max';

/** Fewer digits stand in other numbers by chance. */
const TELLING = 8;

/**
 * The digits that every way to write a number ends in: `+44 117 496 0123`, `0117 4960123` and `(0044) 117-496-0123` all hold `1174960123`.
 * With the country code where there are too few without it.
 */
export function nationalDigits(e164: string): string {
  const national = parsePhoneNumber(e164)?.nationalNumber ?? '';
  return national.length >= TELLING ? national : e164.replace(/\D+/g, '');
}
