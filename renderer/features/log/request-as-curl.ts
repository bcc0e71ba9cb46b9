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
  const { method, query, headers, hasBody, verifiedBy } = delivery;
  const quote = quoteFor(isWindows);
  const notes: string[] = [];
  const url = query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
  const parts = [`curl -X ${quote(method)} ${quote(url)}`];

  const sent = headers.filter(([name]) => !OF_THE_CONNECTION.has(name.toLowerCase()));
  for (const [name, value] of sent) {
    const shown = value === HIDDEN ? 'YOUR-SECRET' : value;
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
  if (!hasBody && delivery.sizeBytes > 0) notes.push('The body was not kept, so the line sends none.');
  return { line: parts.join(' '), notes };
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
