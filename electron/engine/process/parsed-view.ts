import type { ParsedBody } from '#shared/contract/delivery.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import { openStrings } from '#shared/json-path/open-strings.ts';
import type { ParsedPayload } from '../formats/parse-body.ts';

/** A read payload as text for the screens, as the paths of its webhook see it: numbers keep the sender's digits, texts are opened (RC3). */
export function parsedView(
  parsed: ParsedPayload,
  { openStrings: paths, itemsPath }: Pick<WebhookConfig, 'openStrings' | 'itemsPath'>,
): ParsedBody {
  if (!parsed.ok) return parsed;
  const { format, value, note } = parsed;
  const { value: open, opened } = openStrings(value, paths, itemsPath);
  const closedText = opened.length > 0 ? stringifyJson(value) : null;
  return { ok: true, format, text: stringifyJson(open), closedText, note };
}

/** The same for whoever has the text already: it is left empty. */
export function viewWithoutText(parsed: ParsedPayload): ParsedBody {
  if (!parsed.ok) return parsed;
  const { format, note } = parsed;
  return { ok: true, format, text: '', closedText: null, note };
}
