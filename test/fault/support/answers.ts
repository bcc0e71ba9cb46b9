import { SOAP_ACK } from '#engine/receiver/soap-ack.ts';
import { TWIML_ACK } from '#engine/receiver/twiml-ack.ts';

const EMPTY_CHUNK = '0\r\n\r\n';

export interface Answer {
  status: number;
  /** Names in lower case, in order. */
  headers: [name: string, value: string][];
  body: string;
}

/** Takes apart what came over one connection, as Latin-1: final answers only. Null where it is not a row of whole answers. */
export function readAnswers(came: string): Answer[] | null {
  const answers: Answer[] = [];
  let at = 0;
  while (at < came.length) {
    const end = came.indexOf('\r\n\r\n', at);
    const [first = '', ...lines] = came.slice(at, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(first)?.[1]);
    if (end < 0 || Number.isNaN(status)) return null;
    at = end + 4;
    if (status === 100) continue;
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    const text = textOf(came, at, headers.find(([name]) => name === 'content-length')?.[1]);
    if (text === null) return null;
    answers.push({ status, headers, body: text === EMPTY_CHUNK ? '' : text });
    at += text.length;
  }
  return answers;
}

function textOf(came: string, at: number, length: string | undefined): string | null {
  // The answer to HEAD has no text, and says how long it would be.
  if (at === came.length || came.startsWith('HTTP/1.1 ', at)) return '';
  // Node's own answers, to what it turns away by itself, have none either.
  if (length === undefined) return came.startsWith(EMPTY_CHUNK, at) ? EMPTY_CHUNK : null;
  return at + Number(length) <= came.length ? came.slice(at, at + Number(length)) : null;
}

const FIXED: Readonly<Record<number, RegExp>> = {
  200: /^\{"status":"accepted","id":"dlv_[0-9A-Za-z]+"\}$/,
  400: /^\{"status":"bad-request"\}$/,
  401: /^\{"status":"unauthorized"\}$/,
  403: /^\{"status":"forbidden"\}$/,
  404: /^\{"status":"not-found"\}$/,
  405: /^\{"status":"method-not-allowed"\}$/,
  408: /^\{"status":"too-slow"\}$/,
  413: /^\{"status":"too-large"\}$/,
  417: /^$/,
  429: /^\{"status":"rate-limited"\}$/,
  431: /^\{"status":"headers-too-large"\}$/,
  503: /^\{"status":"(?:try-again-later|inactive)"\}$/,
};
/** A 200 in the words of the senders that need them. */
const OTHER_WORDS: readonly unknown[] = [SOAP_ACK.body, TWIML_ACK.body];
const HEADERS: Readonly<Record<string, RegExp>> = {
  'content-type': /^(?:application\/json|text\/xml(?:; ?charset=utf-8)?)$/i,
  'content-length': /^\d+$/,
  'retry-after': /^\d+$/,
  allow: /^POST, GET, HEAD$/,
  connection: /^(?:close|keep-alive)$/,
  'keep-alive': /^timeout=\d+(?:, max=\d+)?$/,
  'transfer-encoding': /^chunked$/,
  date: /^[A-Z][a-z]{2}, [\d:A-Za-z ]+ GMT$/,
};

/** What is wrong with an answer of the receiver: it must be one of a few fixed texts, so nothing that was sent can be in it. Null: nothing. */
export function faultOf({ status, headers, body }: Answer): string | null {
  const fixed = FIXED[status];
  if (!fixed) return `the status ${status}`;
  const isOther = status === 200 && OTHER_WORDS.includes(body);
  if (body !== '' && !isOther && !fixed.test(body)) return `the text ${JSON.stringify(body.slice(0, 200))}`;
  const strange = headers.find(([name, value]) => !(Object.hasOwn(HEADERS, name) && HEADERS[name]!.test(value)));
  return strange ? `the header ${strange.join(': ').slice(0, 200)}` : null;
}

/** The id that a 200 promises; null where it promises none. */
export function promised({ status, body }: Answer): string | null {
  return status === 200 ? (/"id":"(dlv_[0-9A-Za-z]+)"/.exec(body)?.[1] ?? null) : null;
}
