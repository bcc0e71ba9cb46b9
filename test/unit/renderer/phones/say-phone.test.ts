import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import parsePhoneNumber, { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';
import { describe, expect, it } from 'vitest';
import { phoneBeginning } from '#renderer/ui/phones/calling-code.ts';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';

/** Of the library’s rows: the digits, how they are set apart at home, what they begin with ever more exactly, …, how for abroad. */
type LibraryFormat = [string, string, string[]?, unknown?, unknown?, (string | null)?];
type LibraryCountry = { 4?: LibraryFormat[] | 0 };
const library = metadata as unknown as {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, LibraryCountry>;
  nonGeographic: Record<string, LibraryCountry>;
};

/** One line for each country code. Countries that share one have their formats at the first of them. */
function tableOfTheLibrary(): string {
  const main = Object.entries(library.country_calling_codes).map(
    ([code, [country]]) => [code, library.countries[country!]!] as const,
  );
  const lines = [...main, ...Object.entries(library.nonGeographic)].map(([code, { 4: formats }]) => {
    const kept = (formats || []).map(([digits, home, beginnings, , , abroad]) => [
      digits,
      (abroad ?? home).replace(/[^$\d]+/g, ' ').trim(),
      ...(beginnings?.slice(-1) ?? []),
    ]);
    return `  ${JSON.stringify(code)}: ${JSON.stringify(kept)}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

function callingCodes(): string {
  const lines = getCountries().map((country) => `  ${JSON.stringify(country)}: "${getCountryCallingCode(country)}"`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

it('a number begins with the code of its country', async () => {
  await expect(callingCodes()).toMatchFileSnapshot('../../../../renderer/ui/phones/calling-codes.json');
  expect(['GB', 'DE', 'US', 'XX'].map(phoneBeginning)).toEqual(['+44 …', '+49 …', '+1 …', '']);
});

describe('phone numbers as people read them', () => {
  it('go by the formats of libphonenumber', async () => {
    await expect(tableOfTheLibrary()).toMatchFileSnapshot('../../../../renderer/ui/phones/phone-formats.json');
  });

  it.each([
    ['+441174960123', '+44 117 496 0123'],
    ['+447911123456', '+44 7911 123456'],
    ['+442079460018', '+44 20 7946 0018'],
    ['+12025550123', '+1 202 555 0123'],
    ['+33612345678', '+33 6 12 34 56 78'],
    ['+4915112345678', '+49 1511 2345678'],
    ['+390612345678', '+39 06 1234 5678'],
    ['+5491123456789', '+54 9 11 2345 6789'],
    ['+919812345678', '+91 98123 45678'],
    ['+6421123456', '+64 21 123 456'],
    ['+80012345678', '+800 1234 5678'],
    // Nothing like it is known: the country code is set apart, or nothing.
    ['+4412345', '+44 12345'],
    ['+999123456789', '+999123456789'],
  ])('%s is %s', (stored, words) => {
    expect(sayPhone(stored)).toBe(words);
  });

  it.each(['Jane Doe', '', '+', '0117 496 0123', '+44 117 496 0123', '+44117496012x', '+0441174960123', '••••'])(
    '“%s” stays as it is',
    (text) => {
      expect(sayPhone(text)).toBe(text);
    },
  );

  it.each(getCountries())('of %s as libphonenumber writes them', (country) => {
    const example = getExampleNumber(country, examples)!;
    expect(sayPhone(example.number)).toBe(example.formatInternational());
  });

  it('of any kind as libphonenumber writes them', () => {
    const codes = fc.constantFrom(...Object.keys(library.country_calling_codes), ...Object.keys(library.nonGeographic));
    const digits = fc.stringMatching(/^\d{5,12}$/);
    fc.assert(
      fc.property(codes, digits, (code, national) => {
        const number = parsePhoneNumber(`+${code}${national}`);
        fc.pre(number?.isPossible() === true);
        expect(sayPhone(number!.number)).toBe(number!.formatInternational());
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['+441174960123 belongs to +33612345678.', '+44 117 496 0123 belongs to +33 6 12 34 56 78.'],
    ['“+441174960123” is what was sent.', '“+441174960123” is what was sent.'],
    ['Order 1+441174960123, +44 117 496 0123.', 'Order 1+441174960123, +44 117 496 0123.'],
  ])('in a sentence: %s', (sentence, words) => {
    expect(sayPhonesIn(sentence)).toBe(words);
  });
});
