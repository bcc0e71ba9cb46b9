import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { type Answer, BAD_REQUEST, HEADERS_TOO_LARGE, REQUEST_TIMEOUT, rawAnswer } from './answers.ts';
import { LIMITS } from './limits.ts';

interface Connection {
  /** Requests there ever were. */
  total: number;
  /** Requests that have begun and are not answered to the end. */
  requests: number;
  latest: { request: IncomingMessage; response: ServerResponse; begunAt: number } | null;
  /** Nothing more is read from it: it is closed as soon as everything that was read whole is answered. */
  broken: boolean;
}

/**
 * The receiver's connections: how many there may be, which gives way, and what is answered to bytes that are no request.
 *
 * A tunnel opens connections in advance and leaves them silent until a request comes. Node would close each after `headersTimeout` with
 * a 408 — on a tunnel, into the middle of the next sender's request. So a connection that has never sent a byte may stay, and gives way
 * when another one needs its place.
 */
export class Connections {
  readonly #clock: Clock;
  readonly #all = new Map<Socket, Connection>();
  #underWay = 0;
  #onFree: () => void = () => undefined;

  constructor(server: Server, clock: Clock) {
    this.#clock = clock;
    server.on('connection', (socket) => this.#open(socket));
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.#refuse(error, socket as Socket));
  }

  /** A request has begun. */
  begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const connection = this.#all.get(socket);
    // It just gave way to another, and this was still on its way through Node.
    if (!connection) return;
    this.#underWay += 1;
    connection.total += 1;
    connection.requests += 1;
    connection.latest = { request, response, begunAt: this.#clock.now() };
    response.on('close', () => {
      connection.requests -= 1;
      const isDone = connection.broken ? owed(connection) === 0 : isSpent(connection);
      if (isDone) close(socket, this.#clock);
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#onFree();
    });
  }

  /** Closes what owes nobody an answer now, and everything else when it is answered, at the latest after `waitMs`. */
  async closeAll(waitMs: number): Promise<void> {
    for (const [socket, connection] of this.#all) {
      if (connection.requests === 0 || isRefused(connection)) socket.destroy();
      else connection.broken = true;
    }
    if (this.#underWay > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stopWaiting = this.#clock.after(waitMs, resolve);
      this.#onFree = resolve;
      await promise;
      stopWaiting();
    }
    for (const socket of this.#all.keys()) socket.destroy();
  }

  #open(socket: Socket): void {
    this.#all.set(socket, { total: 0, requests: 0, latest: null, broken: false });
    socket.once('close', () => this.#all.delete(socket));
    if (this.#all.size > LIMITS.connections) this.#makeRoom(socket);
  }

  /** The oldest connection without a request gives way, else the one that has been sending its request the longest, at worst the new one itself. */
  #makeRoom(newcomer: Socket): void {
    const others = [...this.#all].filter(([socket]) => socket !== newcomer);
    const idle = others.find(([, { requests }]) => requests === 0);
    const [socket] = idle ?? this.#slowest(others) ?? [newcomer];
    this.#all.delete(socket);
    socket.destroy();
  }

  /** Of those that have taken their time; whoever knows an address could hold every connection with them. */
  #slowest(connections: readonly [Socket, Connection][]): [Socket, Connection] | undefined {
    const latest = this.#clock.now() - LIMITS.patienceUnderPressure;
    const begunAt = ([, connection]: [Socket, Connection]) => connection.latest?.begunAt ?? latest;
    return connections
      .filter(([, connection]) => owed(connection) === 0)
      .filter((one) => begunAt(one) <= latest)
      .sort((one, other) => begunAt(one) - begunAt(other))[0];
  }

  #refuse(error: NodeJS.ErrnoException, socket: Socket): void {
    const connection = this.#all.get(socket);
    if (!connection || !socket.writable || connection.broken) return;
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0) return;
    connection.broken = true;
    if (owed(connection) > 0) return;
    // An answer that was given must not get a second one after it.
    close(socket, this.#clock, isRefused(connection) ? undefined : rawAnswer(answerTo(error.code)));
  }
}

/** Answers that are promised: to requests that were read whole. Only the latest can be unfinished. */
function owed({ requests, latest }: Connection): number {
  return requests === 0 || latest?.request.complete ? requests : requests - 1;
}

/** Whether the one request under way was answered before it was read; what it still sends is only waited for. */
function isRefused({ requests, latest }: Connection): boolean {
  return requests === 1 && latest?.response.headersSent === true && !latest.request.complete;
}

/** Node tells the sender of the last request it takes on a connection to close it, but does not see to it. */
function isSpent({ requests, total }: Connection): boolean {
  return requests === 0 && total >= LIMITS.requestsPerConnection;
}

function answerTo(code: string | undefined): Answer {
  if (code === 'HPE_HEADER_OVERFLOW') return HEADERS_TOO_LARGE;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return REQUEST_TIMEOUT;
  return BAD_REQUEST;
}

/** Says goodbye and gives the other side a moment to read it; see `sendAndClose`. */
function close(socket: Socket, clock: Clock, lastWords?: string): void {
  const forget = clock.after(LIMITS.lingerTimeout, () => socket.destroy());
  socket.once('close', forget);
  if (lastWords === undefined) socket.end();
  else socket.end(lastWords, 'latin1');
}
