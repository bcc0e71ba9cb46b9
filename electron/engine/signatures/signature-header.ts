import { decode, type Encoding } from './decode.ts';
import type { HeaderLayout } from './hmac-recipe.ts';
import { type Refused, refused } from './verdict.ts';

/** More than a sender has secrets in use; each costs a comparison (CORPUS S5). */
export const MAX_SIGNATURES = 10;

export interface Stated {
  signatures: readonly Buffer[];
  /** The time, where the header holds it. */
  time: string | null;
}

/** Takes the header of a signature apart. One malformed signature spoils it: honest senders write none. */
export function readSignatures(
  header: string,
  layout: HeaderLayout,
  { encoding, bytes, part }: { encoding: Encoding; bytes: number; part: string },
): Stated | Refused {
  const stated = layout.kind === 'one' ? { signatures: [header], time: null } : readList(header, layout);
  if (stated === null || stated.signatures.length === 0) return refused('malformed', part);
  if (stated.signatures.length > MAX_SIGNATURES) return refused('too-many-signatures', part);
  const isPrefixRequired = layout.kind === 'list' || layout.prefixRequired;
  const signatures: Buffer[] = [];
  for (const text of stated.signatures) {
    const hasPrefix = text.startsWith(layout.prefix);
    const decoded =
      hasPrefix || !isPrefixRequired ? decode(text.slice(hasPrefix ? layout.prefix.length : 0), encoding) : null;
    if (decoded?.length !== bytes) return refused('malformed', part);
    signatures.push(decoded);
  }
  return { signatures, time: stated.time };
}

/** Other keys are other versions of the scheme and not ours to believe (CORPUS S6). */
function readList(
  header: string,
  layout: Extract<HeaderLayout, { kind: 'list' }>,
): { signatures: string[]; time: string | null } | null {
  const items = header.split(layout.separator).map((item) => item.trim());
  const values = (key: string) =>
    items.filter((item) => item.startsWith(`${key}=`)).map((item) => item.slice(key.length + 1));
  const times = layout.time === null ? [null] : values(layout.time);
  return times.length === 1 ? { signatures: values(layout.signature), time: times[0]! } : null;
}
