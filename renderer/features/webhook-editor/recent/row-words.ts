import type { BackTestRow } from '#shared/contract/back-test.ts';

/** Characters of the value that is shown. */
const SHOWN = 60;

export interface RowWords {
  tone: 'good' | 'warn';
  text: string;
}

/** What a row makes of the recent requests, or of their items where each is one contact, in a line; null where none was read. */
export function rowWords(
  { tried, usable, missing, keptOut, example }: BackTestRow,
  counted: 'request' | 'item',
): RowWords | null {
  if (tried === 0) return null;
  const parts = [
    `${usable} of ${tried} recent ${tried === 1 ? counted : `${counted}s`} ${tried === 1 || usable === 1 ? 'gives' : 'give'} a value`,
  ];
  if (missing > 0) parts.push(`${missing} ${missing === 1 ? 'has' : 'have'} none`);
  if (keptOut > 0) {
    const raw = example?.raw ?? null;
    const said = raw === null ? '' : `: “${raw.length > SHOWN ? `${raw.slice(0, SHOWN)}…` : raw}”`;
    parts.push(`${keptOut} would be kept out${said}`);
  }
  return { tone: keptOut > 0 ? 'warn' : 'good', text: `${parts.join(', ')}.` };
}
