/** Fewer characters of a CRM Contact Id would be found in requests about others. */
const TELLING_ID = 8;
const TELLING_DIGITS = 8;

/** By what a person is known in texts; all in the form of `byteText`. */
export interface PersonTraces {
  /** E-mails, User Ns, long ids: found where they stand by themselves. */
  words: readonly string[];
  /** Digits that every way to write a phone number of theirs contains. */
  digits: readonly string[];
}

/**
 * UTF-8 bytes one by one as characters, in lower case: text and needle alike, so that a search neither decodes megabytes nor misses a letter
 * beyond ASCII as it is stored.
 */
export function byteText(text: string | Uint8Array): string {
  const bytes =
    typeof text === 'string' ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  return bytes.toString('latin1').toLowerCase();
}

export function tracesOf(known: {
  /** Their own, and those of contacts that were merged into theirs. */
  userNs: readonly string[];
  emails: readonly string[];
  /** National digits of phone numbers. */
  phoneDigits: readonly string[];
  /** Of other systems: CRM Contact Ids, and of pages that may write to them. */
  ids: readonly string[];
}): PersonTraces {
  const { userNs, emails, phoneDigits } = known;
  const ids = known.ids.map((id) => id.trim()).filter((id) => id.length >= TELLING_ID);
  const spellings = emails.flatMap((email) => [
    email,
    email.normalize('NFC'),
    email.normalize('NFD'),
    email.toLowerCase(),
  ]);
  return {
    words: [...new Set([...userNs, ...spellings, ...ids].map(byteText))].filter((word) => word.length > 2),
    digits: [...new Set(phoneDigits)].filter((digits) => digits.length >= TELLING_DIGITS),
  };
}

/** Whether an id is too short to be looked for. */
export function isShortId(id: string): boolean {
  return id.trim().length < TELLING_ID;
}

/** Whether a text names the person; `text` in the form of `byteText`. */
export function mentions(text: string, { words, digits }: PersonTraces): boolean {
  return words.some((word) => standsIn(text, word)) || (digits.length > 0 && hasNumber(text, digits));
}

/** `ann@example.com` does not stand in `joann@example.com` nor in `ann@example.com.au`. */
export function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const isStart = at === 0 || !/[a-z0-9._%+\x80-\xff-]/.test(text[at - 1]!);
    const isEnd = !/^(?:[a-z0-9_\x80-\xff-]|\.[a-z0-9\x80-\xff])/.test(text.slice(end, end + 2));
    if (isStart && isEnd) return true;
  }
  return false;
}

/** Digits with up to four characters between them, as numbers are written: blanks, also those of UTF-8, brackets, dots, dashes. */
const NUMBER = /\d(?:[\s()./\xe2\x80\xa0\xaf\x90-\x95-]{0,4}\d){7,}/g;

function hasNumber(text: string, digits: readonly string[]): boolean {
  for (const [written] of text.matchAll(NUMBER)) {
    const run = written.replace(/\D+/g, '');
    if (digits.some((one) => run.includes(one))) return true;
  }
  return false;
}
