const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** The longest is `&#1114111;`. */
const LONGEST = 10;

/**
 * Text or an attribute’s value with its references resolved: the five of XML, and characters by number. There are no others, as nobody
 * may define any; an `&` that is none of these stays as it was written, and so do line ends. `count` is called for each `&` and may throw.
 */
export function resolveReferences(text: string, count: () => void): string {
  const pieces: string[] = [];
  let start = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    count();
    const end = endOfReference(text, at);
    const character = end < 0 ? undefined : characterOf(text.slice(at + 1, end));
    if (character === undefined) continue;
    pieces.push(text.slice(start, at), character);
    start = end + 1;
    at = end;
  }
  return start === 0 ? text : pieces.join('') + text.slice(start);
}

/** Where its semicolon stands; −1 where none is near. */
function endOfReference(text: string, at: number): number {
  for (let end = at + 1; end < at + LONGEST; end += 1) if (text[end] === ';') return end;
  return -1;
}

function characterOf(reference: string): string | undefined {
  if (Object.hasOwn(NAMED, reference)) return NAMED[reference];
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(reference) ?? [];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** What may stand in XML (2.2); false for NaN too. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
