import type { IncomingMessage, ServerResponse } from 'node:http';
import { assertNever } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { Handshake } from '../signatures/handshake-answer.ts';
import {
  ALIVE,
  type Answer,
  BUSY,
  FORBIDDEN,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
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
import {
  type Arrival,
  PostedRequest,
  pairs,
  type Refused,
  RefusedRequest,
  type Surroundings,
} from './posted-request.ts';
import { readAddress } from './read-address.ts';
import { readBody } from './read-body.ts';
import { type TokenTable, tokenKey } from './token-table.ts';
import { type Judged, OWN_TEST, questionOf, trustOf, unanswered } from './trust.ts';

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
  /** Stores the secret that a sender handed over. */
  storeSecret: (webhookId: string, secret: string) => Promise<void>;
  /** The addresses under which senders may know us, current first. */
  bases: () => readonly string[];
  log: EngineLog;
  /** Whether there is room for more; asked before a body is read. */
  isOpen: () => boolean;
}

const NO_BODY = Buffer.alloc(0);

/** What a question is refused with. */
const REFUSALS = { 403: FORBIDDEN, 404: NOT_FOUND, 413: TOO_LARGE } as const;

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
    const { clock, newId, table, probes, testNonces, connections, isOpen } = this.#options;
    connections.begin(request, response);
    const faulty = this.#draining ? BUSY : checkFraming(request);
    if (faulty) {
      sendAndClose(request, response, faulty, clock);
      return;
    }
    const receivedAt = clock.now();
    const { token, query } = readAddress(request.url ?? '');
    const key = tokenKey(token);
    const addressed = table.find(key, receivedAt);
    const isGet = request.method === 'GET' || request.method === 'HEAD';
    if (addressed === null) {
      const probe = isGet ? probes.get(key) : undefined;
      if (probe) send(response, probe);
      else {
        this.#unknown += 1;
        sendNotFound(request, response, clock);
      }
    } else if (request.method === 'POST' && !isOpen()) {
      sendAndClose(request, response, BUSY, clock);
    } else if (request.method === 'POST' || request.method === 'GET') {
      const isTest = !isGet && testNonces.redeem(request.headers[TEST_HEADER]);
      const arrival: Arrival = {
        id: newId('dlv'),
        request,
        response,
        webhook: addressed.webhook,
        formerToken: addressed.formerToken,
        headers: pairs(request.rawHeaders),
        query,
        receivedAt,
        origin: isTest ? 'test' : 'sender',
      };
      if (isGet) this.#look(arrival);
      else this.#receive(arrival);
    } else sendAndClose(request, response, isGet ? ALIVE : METHOD_NOT_ALLOWED, clock);
  }

  #receive(arrival: Arrival): void {
    const { request, response } = arrival;
    // A size that can be stored, whatever number was written: up to 2^64 comes through Node.
    const announced = Math.min(Number(request.headers['content-length'] ?? 0), Number.MAX_SAFE_INTEGER);
    if (announced > LIMITS.bodyBytes) this.#refuseSize(arrival, announced);
    else {
      if (request.headers.expect !== undefined) response.writeContinue();
      readBody(request, this.#around.budget, (read) => {
        if (read.kind === 'too-large') this.#refuseSize(arrival, read.seen);
        else if (read.kind === 'no-room') sendAndClose(request, response, BUSY, this.#options.clock);
        else this.#judge(arrival, read.body);
      });
    }
  }

  /** GET on a live address: the question of a sender, or somebody who looks before they post. */
  #look(arrival: Arrival): void {
    const question = questionOf(arrival.webhook, this.#judged(arrival, NO_BODY));
    if (question.kind === 'none') sendAndClose(arrival.request, arrival.response, ALIVE, this.#options.clock);
    else this.#answerQuestion(arrival, question, 0);
  }

  /** Raw bytes, then question, then signature, then disk (TRUST, “Accept path”). */
  #judge(arrival: Arrival, body: Buffer): void {
    const { commit } = this.#options;
    if (arrival.origin === 'test') {
      commit.add(new PostedRequest(arrival, body, OWN_TEST, this.#around));
      return;
    }
    const judged = this.#judged(arrival, body);
    const question = questionOf(arrival.webhook, judged);
    if (question.kind === 'none') {
      commit.add(new PostedRequest(arrival, body, trustOf(arrival.webhook, judged), this.#around));
      return;
    }
    this.#around.budget.giveBack(body.length);
    this.#answerQuestion(arrival, question, body.length);
  }

  /**
   * A question is answered and not stored: there is no work in it. One that is refused leaves an entry in the log. Answers have no limit: they
   * cost less than a refusal, and a stranger who used it up would have the sender turned away.
   */
  #answerQuestion(arrival: Arrival, question: Exclude<Handshake, { kind: 'none' }>, sizeBytes: number): void {
    const { request, response, webhook } = arrival;
    const { clock, log, storeSecret } = this.#options;
    const facts = { webhook: webhook.id, scheme: webhook.verify.scheme };
    switch (question.kind) {
      case 'answer':
        if (webhook.toldQuestions.take(arrival.receivedAt, clock.now()).ok) log('info', 'handshake-answered', facts);
        sendAndClose(request, response, question, clock);
        break;
      case 'refuse':
        this.#refuse(arrival, { answer: REFUSALS[question.status], sizeBytes, settled: unanswered(question.sentence) });
        break;
      case 'store-secret': {
        // Whoever comes while it is being stored is not the first.
        const { connectUntil } = webhook;
        webhook.connectUntil = null;
        storeSecret(webhook.id, question.secret).then(
          () => {
            log('info', 'handshake-answered', facts);
            send(response, question.answer);
          },
          () => {
            webhook.connectUntil = connectUntil;
            log('error', 'secret-not-stored', facts);
            send(response, BUSY);
          },
        );
        break;
      }
      default:
        assertNever(question);
    }
  }

  #judged(
    { request, headers, query, webhook }: Pick<Arrival, 'request' | 'headers' | 'query' | 'webhook'>,
    body: Buffer,
  ): Judged {
    const { clock, bases } = this.#options;
    // Only the signatures of some schemes cover the address; the others are spared the list.
    const urls = webhook.verify.scheme === 'none' ? [] : bases().map((base) => `${base}${targetOf(request.url ?? '')}`);
    return { method: request.method ?? '', query, headers, body, urls, now: clock.now() };
  }

  #refuseSize(arrival: Arrival, sizeBytes: number): void {
    this.#refuse(arrival, { answer: TOO_LARGE, sizeBytes, settled: refusal('too-large') });
  }

  #refuse(arrival: Arrival, refused: Refused): void {
    const { clock, commit, isOpen } = this.#options;
    sendAndClose(arrival.request, arrival.response, refused.answer, clock);
    // Questions by GET are answered also where nothing can be kept.
    if (isOpen()) commit.add(new RefusedRequest(arrival, refused));
  }
}

/** Path and query as sent, without the host of an absolute address. */
function targetOf(url: string): string {
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '');
}
