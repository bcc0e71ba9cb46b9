import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import {
  ALIVE,
  type Answer,
  BUSY,
  METHOD_NOT_ALLOWED,
  send,
  sendAndClose,
  sendNotFound,
  TOO_LARGE,
} from './answers.ts';
import { BodyBudget } from './body-budget.ts';
import { checkFraming } from './check-framing.ts';
import type { Connections } from './connections.ts';
import { refusal } from './decide-acceptance.ts';
import type { GroupCommit } from './group-commit.ts';
import { LIMITS } from './limits.ts';
import type { OneTimeSecrets } from './one-time-secrets.ts';
import { type Arrival, PostedRequest, type Refused, RefusedRequest, type Surroundings } from './posted-request.ts';
import { readAddress } from './read-address.ts';
import { readBody } from './read-body.ts';
import { type TokenTable, tokenKey } from './token-table.ts';

/** The header of a request that we sent ourselves. */
export const TEST_HEADER = 'x-fieldhook-test';

export interface RequestHandlerOptions {
  clock: Clock;
  newId: (prefix: string) => string;
  table: TokenTable;
  /** What to answer under which token key (TN3). */
  probes: ReadonlyMap<string, Answer>;
  testNonces: OneTimeSecrets;
  connections: Connections;
  commit: GroupCommit;
}

/** One request, from its head to the queue of the next commit, or to the answer that refuses it. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions;
  readonly #around: Surroundings;
  #unknown = 0;
  #draining: boolean = false;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
    this.#around = { budget: new BodyBudget(), clock: options.clock };
  }

  /** Requests to addresses of no webhook. */
  get unknown(): number {
    return this.#unknown;
  }

  /** From now on, whoever comes is asked to come again. */
  drain(): void {
    this.#draining = true;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const { clock, newId, table, probes, testNonces, connections } = this.#options;
    connections.begin(request, response);
    const faulty = this.#draining ? BUSY : checkFraming(request);
    if (faulty) {
      sendAndClose(request, response, faulty, clock);
      return;
    }
    const receivedAt = clock.now();
    const { token, query } = readAddress(request.url ?? '');
    const key = tokenKey(token);
    const webhook = table.find(key, receivedAt);
    const isGet = request.method === 'GET' || request.method === 'HEAD';
    if (webhook === null) {
      const probe = isGet ? probes.get(key) : undefined;
      if (probe) send(response, probe);
      else {
        this.#unknown += 1;
        sendNotFound(request, response, clock);
      }
    } else if (request.method === 'POST') {
      const origin = testNonces.redeem(request.headers[TEST_HEADER]) ? 'test' : 'sender';
      const id = newId('dlv');
      this.#receive({ id, request, response, webhook, query, receivedAt, origin });
    } else sendAndClose(request, response, isGet ? ALIVE : METHOD_NOT_ALLOWED, clock);
  }

  #receive(arrival: Arrival): void {
    const { request, response } = arrival;
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > LIMITS.bodyBytes) this.#refuseSize(arrival, announced);
    else {
      if (request.headers.expect !== undefined) response.writeContinue();
      readBody(request, this.#around.budget, (read) => {
        if (read.kind === 'too-large') this.#refuseSize(arrival, read.seen);
        else if (read.kind === 'no-room') sendAndClose(request, response, BUSY, this.#options.clock);
        else this.#options.commit.add(new PostedRequest(arrival, read.body, this.#around));
      });
    }
  }

  #refuseSize(arrival: Arrival, sizeBytes: number): void {
    this.#refuse(arrival, { answer: TOO_LARGE, sizeBytes, settled: refusal('too-large') });
  }

  #refuse(arrival: Arrival, refused: Refused): void {
    sendAndClose(arrival.request, arrival.response, refused.answer, this.#options.clock);
    this.#options.commit.add(new RefusedRequest(arrival, refused));
  }
}
