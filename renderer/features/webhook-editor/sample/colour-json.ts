/** A piece of a line of JSON; `kind` is null for what stands between the values. */
export interface ColouredPiece {
  text: string;
  kind: 'key' | 'text' | 'number' | 'word' | null;
}

// Each alternative has a name, which is its kind.
const PIECE =
  /(?<key>"(?:\\.|[^"\\])*"(?=\s*:))|(?<text>"(?:\\.|[^"\\])*"?)|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)/g;

/** One line of JSON in pieces by what they are; together they are the line, also where it is not JSON at all. */
export function colourJson(line: string): ColouredPiece[] {
  const pieces: ColouredPiece[] = [];
  let end = 0;
  for (const { 0: text, index, groups } of line.matchAll(PIECE)) {
    if (index > end) pieces.push({ text: line.slice(end, index), kind: null });
    const [kind] = Object.entries(groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    pieces.push({ text, kind: (kind ?? null) as ColouredPiece['kind'] });
    end = index + text.length;
  }
  if (end < line.length) pieces.push({ text: line.slice(end), kind: null });
  return pieces;
}
