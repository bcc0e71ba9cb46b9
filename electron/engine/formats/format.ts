import type { PayloadFormat } from '#shared/contract/delivery.ts';
import type { Reason } from '#shared/contract/outcome.ts';
import type { JsonValue } from '#shared/json/value.ts';
import type { ContentType } from './content-type.ts';

/** A request's body with what its Content-Type says about it. */
export interface StatedBody extends ContentType {
  /** Not compressed. */
  bytes: Uint8Array;
}

export interface UnreadBody {
  ok: false;
  reason: Reason;
  sentence: string;
  /** 1-based place of the fault, where there is one. */
  line: number | null;
  column: number | null;
}

/** `note`: what the owner should know although the body could be read. */
export type ReadBody = { ok: true; value: JsonValue; note: string | null } | UnreadBody;

/** One way to write a payload. A new format is one file with one of these, and one entry in parse-body's list. */
export interface Format {
  name: PayloadFormat;
  /** Whether this media type means this format. */
  claims(mediaType: string): boolean;
  /** Whether a body whose media type nobody claims is nevertheless in this format. */
  recognises(body: StatedBody): boolean;
  read(body: StatedBody): ReadBody;
}

export function unread(reason: Reason, sentence: string): UnreadBody {
  return { ok: false, reason, sentence, line: null, column: null };
}
