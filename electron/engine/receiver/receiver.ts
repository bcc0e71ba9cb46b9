/**
 * The one part of Fieldhook that strangers can reach. What it must hold, whatever they send (TRUST.md, CORPUS.md H, P, B):
 *
 * - It is a listener of its own, on 127.0.0.1 only, and knows nothing but `/h/:token`; the screens live on another port. Everything that
 *   comes through a tunnel comes from 127.0.0.1 as well, so no address is trusted, and neither is any header: not Host, not `X-Forwarded-*`.
 * - The token is the only key. It must match to the letter; unknown, deleted and malformed tokens get the same bytes for the same work.
 * - A 2xx means: the raw bytes are on disk (fsync). Nothing is parsed, unpacked or interpreted before that.
 * - Size, number and duration of everything is bounded before it costs memory; what two parties could read differently is refused.
 * - Answers are fixed texts. Nothing that was sent is ever sent back.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import { StartError } from '../start-error.ts';
import type { Store } from '../store/store.ts';
import {
  ALIVE,
  type Answer,
  BUSY,
  METHOD_NOT_ALLOWED,
  probeAnswer,
  send,
  sendAndClose,
  sendNotFound,
  TOO_LARGE,
  UNSUPPORTED_ENCODING,
} from './answers.ts';
import { BodyBudget } from './body-budget.ts';
import { checkFraming } from './check-framing.ts';
import { Connections } from './connections.ts';
import { refusal } from './decide-acceptance.ts';
import { GroupCommit } from './group-commit.ts';
import { LIMITS } from './limits.ts';
import { OneTimeSecrets } from './one-time-secrets.ts';
import { type Arrival, PostedRequest, type Refused, RefusedRequest, type Surroundings } from './posted-request.ts';
import { readAddress } from './read-address.ts';
import { readBody } from './read-body.ts';
import { TokenTable, tokenKey } from './token-table.ts';

const TEST_HEADER = 'x-fieldhook-test';
const TEST_NONCE_MS = 60_000;
/** How long a stop waits for requests that are being sent. */
const DRAIN_MS = 2_000;

/** What the receiver needs of the store. */
export interface ReceiverStore {
  webhooks: Pick<Store['webhooks'], 'list'>;
  deliveries: Pick<Store['deliveries'], 'acceptBatch' | 'acceptedTimes'>;
}

export interface ReceiverOptions {
  store: ReceiverStore;
  clock: Clock;
  newId: (prefix: string) => string;
  /** 24 random bytes as base64url. */
  newToken: () => string;
  log: EngineLog;
  /** Called after each commit with what is on disk now. */
  onStored: (deliveries: readonly Delivery[]) => void;
}

/** A question that only our own receiver can answer: what to ask for, and what it says. */
export interface Probe {
  path: string;
  expected: string;
  close(): void;
}

export class Receiver {
  readonly #options: ReceiverOptions;
  readonly #server: Server;
  readonly #connections: Connections;
  readonly #commit: GroupCommit;
  readonly #table = new TokenTable();
  readonly #around: Surroundings;
  readonly #testNonces: OneTimeSecrets;
  readonly #probes = new Map<string, Answer>();
  #loading: Promise<void> = Promise.resolve();
  #unknown = 0;
  #url: string | null = null;
  #port = 0;
  #draining: boolean = false;

  constructor(options: ReceiverOptions) {
    const { store, clock, log, onStored } = options;
    this.#options = options;
    this.#around = { budget: new BodyBudget(), clock };
    this.#testNonces = new OneTimeSecrets(options.newToken, clock, TEST_NONCE_MS);
    this.#server = createServer({
      maxHeaderSize: LIMITS.headerBytes,
      headersTimeout: LIMITS.headersTimeout,
      requestTimeout: LIMITS.requestTimeout,
      connectionsCheckingInterval: LIMITS.checkInterval,
      keepAliveTimeout: LIMITS.keepAliveTimeout,
      insecureHTTPParser: false,
    });
    this.#server.maxRequestsPerSocket = LIMITS.requestsPerConnection;
    this.#server.timeout = LIMITS.silentTimeout;
    // Node would drop what is beyond a maximum; we count and refuse.
    this.#server.maxHeadersCount = 0;
    this.#connections = new Connections(this.#server, clock);
    this.#server.on('request', (request, response) => this.#handle(request, response));
    this.#server.on('checkContinue', (request, response) => this.#handle(request, response));
    this.#commit = new GroupCommit({
      acceptBatch: (rows) => store.deliveries.acceptBatch(rows),
      now: () => clock.now(),
      onStored,
      onLost: (error, rows) => log('error', 'receiver-commit-failed', { requests: rows, error: String(error) }),
    });
  }

  /** Reads the table of tokens and listens. Rejects with a StartError where the port cannot be had. */
  async start(port: number): Promise<{ url: string; port: number }> {
    await this.refresh();
    await listen(this.#server, port);
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#url = `http://127.0.0.1:${this.#port}`;
    return { url: this.#url, port: this.#port };
  }

  /** Takes no more requests and answers those that were read. */
  async stop(): Promise<void> {
    this.#draining = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await this.#connections.closeAll(DRAIN_MS);
    await this.#commit.idle();
    await closed;
  }

  url(): string | null {
    return this.#url;
  }

  listening(): boolean {
    return this.#server.listening && !this.#draining;
  }

  /** Reads the webhooks again. Resolves when the next request meets the state that was stored before the call. */
  refresh(): Promise<void> {
    const { store, clock } = this.#options;
    // One after the other: a slow reading must not overwrite a newer one.
    const loading = this.#loading.then(async () => {
      const stored = await store.webhooks.list();
      await this.#table.load(stored, (since) => store.deliveries.acceptedTimes(since), clock.now());
    });
    this.#loading = loading.catch(() => undefined);
    return loading;
  }

  used(webhookId: string): number {
    return this.#table.used(webhookId, this.#options.clock.now());
  }

  unknownRequests(): number {
    return this.#unknown;
  }

  issueTestNonce(): { name: string; value: string } {
    return { name: TEST_HEADER, value: this.#testNonces.issue() };
  }

  /** Makes an address that looks like a webhook's and answers with a secret until it is closed (TN3). */
  openProbe(): Probe {
    const token = this.#options.newToken();
    const answer = probeAnswer(this.#options.newToken());
    const key = tokenKey(token);
    this.#probes.set(key, answer);
    return { path: `/h/${token}`, expected: answer.body, close: () => this.#probes.delete(key) };
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const { clock } = this.#options;
    this.#connections.begin(request, response);
    const faulty = this.#draining ? BUSY : checkFraming(request);
    if (faulty) {
      sendAndClose(request, response, faulty, clock);
      return;
    }
    const receivedAt = clock.now();
    const { token, query } = readAddress(request.url ?? '');
    const key = tokenKey(token);
    const webhook = this.#table.find(key, receivedAt);
    const isGet = request.method === 'GET' || request.method === 'HEAD';
    if (webhook === null) {
      const probe = isGet ? this.#probes.get(key) : undefined;
      if (probe) send(response, probe);
      else {
        this.#unknown += 1;
        sendNotFound(request, response, clock);
      }
    } else if (request.method === 'POST') {
      const origin = this.#testNonces.redeem(request.headers[TEST_HEADER]) ? 'test' : 'sender';
      const id = this.#options.newId('dlv');
      this.#receive({ id, request, response, webhook, query, receivedAt, origin });
    } else sendAndClose(request, response, isGet ? ALIVE : METHOD_NOT_ALLOWED, clock);
  }

  #receive(arrival: Arrival): void {
    const { request, response } = arrival;
    const encoding = request.headers['content-encoding'];
    const announced = Number(request.headers['content-length'] ?? 0);
    if (encoding && encoding.toLowerCase() !== 'identity') this.#refuseEncoding(arrival, announced);
    else if (announced > LIMITS.bodyBytes) this.#refuseSize(arrival, announced);
    else {
      if (request.headers.expect !== undefined) response.writeContinue();
      readBody(request, this.#around.budget, (read) => {
        if (read.kind === 'too-large') this.#refuseSize(arrival, read.seen);
        else if (read.kind === 'no-room') sendAndClose(request, response, BUSY, this.#options.clock);
        else this.#commit.add(new PostedRequest(arrival, read.body, this.#around));
      });
    }
  }

  #refuseSize(arrival: Arrival, sizeBytes: number): void {
    this.#refuse(arrival, { answer: TOO_LARGE, sizeBytes, settled: refusal('too-large') });
  }

  /** Compressed bodies are not unpacked, so they cannot be a bomb either (CORPUS B28). */
  #refuseEncoding(arrival: Arrival, sizeBytes: number): void {
    const sentence = 'The request was compressed, which Fieldhook does not read. Ask the sender to send it as it is.';
    const settled = { ...refusal('unsupported-format'), sentence };
    this.#refuse(arrival, { answer: UNSUPPORTED_ENCODING, sizeBytes, settled });
  }

  #refuse(arrival: Arrival, refused: Refused): void {
    sendAndClose(arrival.request, arrival.response, refused.answer, this.#options.clock);
    this.#commit.add(new RefusedRequest(arrival, refused));
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
}

function startError(error: NodeJS.ErrnoException, port: number): StartError {
  const message =
    error.code === 'EACCES'
      ? `This user may not use port ${port}. Choose another one above 1023, for example --port 4790.`
      : `Port ${port} is already used by another program. Close that program, or choose another port, for example --port 4790.`;
  return new StartError('port-taken', message, { cause: error });
}
