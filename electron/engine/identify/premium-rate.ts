import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Whether calling or writing to this number (E.164) costs more than to others, and somebody earns by it: nobody’s own phone (CORPUS K6). */
export function isPremiumRate(phone: string): boolean {
  return parsePhoneNumberFromString(phone)?.getType() === 'PREMIUM_RATE';
}
