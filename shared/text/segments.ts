/**
 * How many SMS a text becomes, and in which alphabet it travels (3GPP TS 23.038 and 23.040). One character outside of the GSM alphabet
 * turns the whole text into UCS-2, which holds less than half of it.
 */
export interface Segments {
  count: number;
  encoding: 'GSM-7' | 'UCS-2';
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Each takes two places: an escape goes before it. */
const EXTENDED = '\f^{}\\[~]|€';

/** Places in one message, and in each part of a longer one, whose parts are numbered in a header. */
const GSM = { whole: 160, part: 153 };
const UCS = { whole: 70, part: 67 };

export function segmentsOf(text: string): Segments {
  const characters = [...text];
  const places = characters.map((character) =>
    BASIC.includes(character) ? 1 : EXTENDED.includes(character) ? 2 : null,
  );
  if (places.every((place) => place !== null)) return { count: partsOf(places, GSM), encoding: 'GSM-7' };
  return {
    count: partsOf(
      characters.map(({ length }) => length),
      UCS,
    ),
    encoding: 'UCS-2',
  };
}

/** A character of two places (an escaped one, half of a pair) is never cut between two parts. */
function partsOf(places: readonly number[], { whole, part }: typeof GSM): number {
  const total = places.reduce((sum, place) => sum + place, 0);
  if (total <= whole) return 1;
  let parts = 1;
  let used = 0;
  for (const place of places) {
    if (used + place > part) {
      parts += 1;
      used = 0;
    }
    used += place;
  }
  return parts;
}
