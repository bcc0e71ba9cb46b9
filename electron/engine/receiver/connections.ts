import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { type Answer, BAD_REQUEST, HEADERS_TOO_LARGE, REQUEST_TIMEOUT, rawAnswer } from './answers.ts';
import { LIMITS } from './limits.ts';

interface Connection {
  /** Requests that have begun and are not answered to the end. */
  requests: number;
  /** Of these, the ones that were read whole and wait for the disk. */
  committing: number;
  /** The answer to the latest request. */
  latest: ServerResponse | null;
  /** Nothing more is read from it: it is closed as soon as everything that was read whole is answered. */
  broken: boolean;
}

function newConnection(): Connection {
  return { requests: 0, committing: 0, latest: null, broken: false };
}

/** One request on a connection, from its head to the end of its answer. */
export class Turn {
  readonly #connection: Connection;
  #isWhole: boolean = false;

  constructor(connection: Connection, response: ServerResponse) {
    this.#connection = connection;
    connection.requests += 1;
    connection.latest = response;
  }

  /** The request was read whole: from here on it is answered, whatever comes after it on the connection. */
  readWhole(): void {
    this.#isWhole = true;
    this.#connection.committing += 1;
  }

  end(): void {
    this.#connection.requests -= 1;
    if (this.#isWhole) this.#connection.committing -= 1;
  }
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
  #onFree: (() => void)[] = [];

  constructor(server: Server, clock: Clock) {
    this.#clock = clock;
    server.on('connection', (socket) => this.#open(socket));
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.#refuse(error, socket as Socket));
  }

  /** A request has begun on this connection. */
  begin(socket: Socket, response: ServerResponse): Turn {
    // A connection that just lost its place may still bring a request that was already read.
    const connection = this.#all.get(socket) ?? newConnection();
    const turn = new Turn(connection, response);
    response.on('close', () => {
      turn.end();
      if (connection.broken && connection.committing === 0) close(socket, this.#clock);
      if (connection.requests === 0) this.#tellFree();
    });
    return turn;
  }

  /** Closes what is idle now and everything else after `waitMs` or when it has been answered. */
  async closeAll(waitMs: number): Promise<void> {
    for (const [socket, connection] of this.#all) {
      if (connection.requests === 0) socket.destroy();
      else connection.broken = true;
    }
    if (this.#isBusy()) {
      await new Promise<void>((resolve) => {
        const giveUp = this.#clock.after(waitMs, resolve);
        this.#onFree.push(() => {
          giveUp();
          resolve();
        });
      });
    }
    for (const socket of this.#all.keys()) socket.destroy();
  }

  #open(socket: Socket): void {
    this.#all.set(socket, newConnection());
    socket.once('close', () => this.#all.delete(socket));
    if (this.#all.size > LIMITS.connections) this.#makeRoom();
  }

  /** The oldest connection without a request gives way, at worst the new one itself. */
  #makeRoom(): void {
    for (const [socket, connection] of this.#all) {
      if (connection.requests > 0) continue;
      this.#all.delete(socket);
      socket.destroy();
      return;
    }
  }

  #refuse(error: NodeJS.ErrnoException, socket: Socket): void {
    const connection = this.#all.get(socket);
    if (!connection || !socket.writable || connection.broken) return;
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0) return;
    connection.broken = true;
    if (connection.committing > 0) return;
    // An answer that has begun must not get a second one into it.
    const { latest } = connection;
    if (latest?.headersSent && !latest.writableFinished) socket.destroy();
    else close(socket, this.#clock, rawAnswer(answerTo(error.code)));
  }

  #isBusy(): boolean {
    for (const connection of this.#all.values()) if (connection.requests > 0) return true;
    return false;
  }

  #tellFree(): void {
    if (this.#onFree.length > 0 && !this.#isBusy()) for (const resolve of this.#onFree.splice(0)) resolve();
  }
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
