import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Clock } from '../clock.ts';
import { LIMITS } from './limits.ts';

/** An answer of the receiver: one of a few fixed texts. Only the answer to a handshake holds something that was sent (signatures/handshake.ts). */
export interface Answer {
  status: number;
  /** Name, value, name, value, as `writeHead` takes them. */
  headers: string[];
  body: string;
}

const fixed = (status: number, body: object, headers: string[] = []): Answer => {
  const text = JSON.stringify(body);
  return {
    status,
    headers: ['content-type', 'application/json', 'content-length', String(Buffer.byteLength(text)), ...headers],
    body: text,
  };
};

const INACTIVE_RETRY_SECONDS = 300;
const BUSY_RETRY_SECONDS = 30;

export const BAD_REQUEST = fixed(400, { status: 'bad-request' });
export const UNAUTHORIZED = fixed(401, { status: 'unauthorized' });
export const FORBIDDEN = fixed(403, { status: 'forbidden' });
export const NOT_FOUND = fixed(404, { status: 'not-found' });
export const METHOD_NOT_ALLOWED = fixed(405, { status: 'method-not-allowed' }, ['allow', 'POST, GET, HEAD']);
export const REQUEST_TIMEOUT = fixed(408, { status: 'too-slow' });
export const TOO_LARGE = fixed(413, { status: 'too-large' });
export const HEADERS_TOO_LARGE = fixed(431, { status: 'headers-too-large' });
export const INACTIVE = fixed(503, { status: 'inactive' }, ['retry-after', String(INACTIVE_RETRY_SECONDS)]);
export const BUSY = fixed(503, { status: 'try-again-later' }, ['retry-after', String(BUSY_RETRY_SECONDS)]);
/** GET and HEAD on an address that is in use: some senders look before they post. */
export const ALIVE: Answer = { status: 200, headers: ['content-length', '0'], body: '' };

export function accepted(id: string): Answer {
  // Ids are plain ASCII of our own making: the text needs no escaping, and its length is its size.
  const body = `{"status":"accepted","id":"${id}"}`;
  return { status: 200, headers: ['content-type', 'application/json', 'content-length', String(body.length)], body };
}

export function rateLimited(retryAfterSeconds: number): Answer {
  return fixed(429, { status: 'rate-limited' }, ['retry-after', String(retryAfterSeconds)]);
}

/** Only whoever made the address of a probe knows what it answers (TN3). */
export function probeAnswer(secret: string): Answer {
  return fixed(200, { status: 'accepted', id: secret });
}

/** Answers a request whose body has been read, or that has none. */
export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

/**
 * Answers before the body was read, and closes. The sender gets the whole answer at once; what it still sends is thrown away until it
 * stops or `lingerTimeout` has passed. Closing at once would reset the connection and could take the answer with it.
 */
export function sendAndClose(request: IncomingMessage, response: ServerResponse, answer: Answer, clock: Clock): void {
  response.writeHead(answer.status, [...answer.headers, 'connection', 'close']);
  const { headers } = request;
  const isWhole = request.complete || (!headers['transfer-encoding'] && !Number(headers['content-length'] ?? 0));
  // A sender that asked first (`Expect: 100-continue`) is told no and has nothing under way.
  if (isWhole || headers.expect !== undefined) {
    response.end(answer.body);
    return;
  }
  response.write(answer.body);
  const stopWaiting = clock.after(LIMITS.lingerTimeout, () => response.end());
  request.once('close', () => {
    stopWaiting();
    response.end();
  });
  request.resume();
}

/** The unknown address: the same bytes whatever was asked and whenever (CORPUS P1–P8). */
export function sendNotFound(request: IncomingMessage, response: ServerResponse, clock: Clock): void {
  response.sendDate = false;
  sendAndClose(request, response, NOT_FOUND, clock);
}

/** The answer as bytes, for connections on which Node could not make a request out of what came. */
export function rawAnswer({ status, headers, body }: Answer): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\n`;
  for (let index = 0; index < headers.length; index += 2) head += `${headers[index]}: ${headers[index + 1]}\r\n`;
  return `${head}\r\n${body}`;
}
