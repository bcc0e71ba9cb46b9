import type { ParsedBody } from '#shared/contract/delivery.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import type { ParsedPayload } from '../formats/parse-body.ts';

/** A read payload as text for the screens: numbers keep the sender's digits. */
export function parsedView(parsed: ParsedPayload): ParsedBody {
  if (!parsed.ok) return parsed;
  return { ok: true, format: parsed.format, text: stringifyJson(parsed.value), note: parsed.note };
}
