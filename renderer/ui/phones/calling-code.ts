import codes from './calling-codes.json' with { type: 'json' };

/** Likewise from the metadata of libphonenumber, and written like the formats. */
const CODES: Readonly<Record<string, string>> = codes;

/** How a number of a country (two letters) begins: `+49 …`; empty where the country has no code. */
export function phoneBeginning(country: string): string {
  const code = CODES[country];
  return code === undefined ? '' : `+${code} …`;
}
