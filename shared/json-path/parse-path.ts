import { compilePath } from './compile-path.ts';
import type { Path } from './path.ts';

export type ParsePathResult =
  | {
      ok: true;
      /** The path without blanks around it. */
      text: string;
      /** `classic` is the older dialect of other products; it is only tried on what RFC 9535 refuses (PA3). */
      dialect: 'rfc9535' | 'classic';
      /** The steps, where the path is made of names and positions only and so finds at most one value. */
      singular: Path | null;
      /** The path in RFC 9535; null for a classic path that has no such form. */
      rfcForm: string | null;
    }
  | {
      ok: false;
      message: string;
      /** 1-based place of the fault in the given text. */
      column: number;
    };

/** Checks and understands a path text. What neither dialect accepts is refused with the column of the fault (PA3). */
export function parsePath(text: string): ParsePathResult {
  const compiled = compilePath(text);
  if (!compiled.ok) return compiled;
  const { query: _, ...parsed } = compiled;
  return parsed;
}
