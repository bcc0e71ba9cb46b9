import { quoteFor } from '#renderer/ui/shell-quote.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';

/** A line that sends a stored request again, and what has to be known about it. */
export interface RequestAsCurl {
  line: string;
  notes: string[];
}

/** What curl says by itself, and what belonged to the connection. */
const OF_THE_CONNECTION = new Set([
  ...['host', 'content-length', 'connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect', 'te', 'trailer'],
  'proxy-connection',
]);
/** As the receiver writes it in place of a secret that came along. */
const HIDDEN = '(hidden)';
/** What Windows' own terminal would change, or end the line at. */
const UNQUOTABLE_ON_WINDOWS = /[\r\n%^!]/;

/**
 * A request as a line for the terminal, to `address`. Its bytes are in the line where they are text in UTF-8; else the line takes them from
 * the file that the download gives.
 */
export function requestAsCurl(delivery: DeliveryDetail, address: string, isWindows: boolean): RequestAsCurl {
  const { method, query, headers, hasBody, verifiedBy, hasHiddenValues } = delivery;
  const quote = quoteFor(isWindows);
  const notes: string[] = [];
  const url = query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
  // Brackets and braces in an address are a list of addresses to curl, unless it is told not to look.
  const plainly = /[[\]{}]/.test(url) ? ' -g' : '';
  const parts = [`curl${plainly} -X ${quote(method)} ${quote(url)}`];

  const sent = headers.filter(([name]) => !OF_THE_CONNECTION.has(name.toLowerCase()));
  for (const [name, value] of sent) {
    const shown = value === HIDDEN ? 'YOUR-SECRET' : asWritten(value);
    if (shown === null) {
      notes.push(`The header ${name} is not in the line, as its bytes are not text.`);
      continue;
    }
    // Without a value, curl would leave the header out; a semicolon sends it empty.
    parts.push(`-H ${quote(shown === '' ? `${name};` : `${name}: ${shown}`)}`);
  }
  if (hasBody && !sent.some(([name]) => name.toLowerCase() === 'content-type'))
    parts.push(`-H ${quote('Content-Type:')}`);
  if (sent.some(([, value]) => value === HIDDEN)) notes.push('Put the secret of the webhook in place of YOUR-SECRET.');
  if (verifiedBy !== null && !sent.some(([, value]) => value === HIDDEN))
    notes.push(
      'It carries the signature of the original request: it is taken for a repeat of it, or refused where the signature has become too old.',
    );

  const text = textOf(delivery, isWindows);
  if (text !== null) parts.push(`--data-raw ${quote(text)}`);
  else if (hasBody) {
    const file = fileOf(delivery);
    parts.push(`--data-binary ${quote(`@${file}`)}`);
    notes.push(`The body is not in the line: download it below, and run the line in the folder of ${file}.`);
  }
  if (hasHiddenValues) notes.push('Private values are hidden in the line: show them first to copy all of it.');
  if (!hasBody && delivery.sizeBytes > 0) notes.push('The body was not kept, so the line sends none.');
  return { line: parts.join(' '), notes };
}

/** A header's bytes, each of which is one character here, as the text that a terminal sends as these bytes; null where there is none. */
function asWritten(value: string): string | null {
  if (!/[\u0080-\uffff]/.test(value)) return value;
  // What is masked is no header as it came any more.
  if (/[^\0-\u00ff]/.test(value)) return value;
  const bytes = Uint8Array.from(value, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Null where there is none, or where a line could not say it byte for byte. */
function textOf({ hasBody, bodyText, bodyTextCut, sizeBytes }: DeliveryDetail, isWindows: boolean): string | null {
  if (!hasBody || bodyText === null || bodyTextCut || bodyText.includes('\0')) return null;
  if (isWindows && UNQUOTABLE_ON_WINDOWS.test(bodyText)) return null;
  return new TextEncoder().encode(bodyText).length === sizeBytes ? bodyText : null;
}

/** As the download names it. */
function fileOf({ id, contentType }: DeliveryDetail): string {
  return `${id}.${/^application\/([\w.-]+\+)?json\b/i.test(contentType) ? 'json' : 'txt'}`;
}
