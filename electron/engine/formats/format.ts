import type { Reason } from '#shared/contract/outcome.ts';
import type { JsonValue } from '#shared/json/value.ts';

/** A request's body with what its Content-Type says about it. */
export interface StatedBody {
  bytes: Uint8Array;
  /** Lower case, without parameters; null where the header is missing or garbled. */
  mediaType: string | null;
  /** As stated, lower case; null where none is. */
  charset: string | null;
}

export interface UnreadBody {
  ok: false;
  reason: Reason;
  sentence: string;
  /** 1-based place of the fault, where there is one. */
  line: number | null;
  column: number | null;
}

export type ReadBody = { ok: true; value: JsonValue } | UnreadBody;

/** One way to write a payload. A new format is one file with one of these, and one entry in parse-body's list. */
export interface Format {
  name: 'json' | 'form';
  /** Whether this media type means this format. */
  claims(mediaType: string): boolean;
  /** Whether a body whose media type nobody claims is nevertheless in this format. */
  recognises(body: StatedBody): boolean;
  read(body: StatedBody): ReadBody;
}

export function unread(reason: Reason, sentence: string): UnreadBody {
  return { ok: false, reason, sentence, line: null, column: null };
}
