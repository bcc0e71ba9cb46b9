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
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { Probe } from '../probe.ts';
import { StartError } from '../start-error.ts';
import type { UnprovenDelivery } from '../store/port/delivery-store.ts';
import type { Store } from '../store/store.ts';
import { type Answer, probeAnswer } from './answers.ts';
import { Connections } from './connections.ts';
import { GroupCommit } from './group-commit.ts';
import { type JudgedAgain, judgeAgain } from './judge-again.ts';
import { LIMITS } from './limits.ts';
import { OneTimeSecrets } from './one-time-secrets.ts';
import { RequestHandler, TEST_HEADER } from './request-handler.ts';
import { type SecretsOf, TokenTable, tokenKey } from './token-table.ts';

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
  secretsOf: SecretsOf;
  /** Stores the secret that a sender handed over; what has resolved is on disk and in use. */
  storeSecret: (webhookId: string, secret: string) => Promise<void>;
  /** The addresses under which senders may know us, without a slash at the end, current first. Never made from what a request says. */
  bases: () => readonly string[];
  log: EngineLog;
  /** Called after each commit with what is on disk now. */
  onStored: (deliveries: readonly Delivery[]) => void;
  /** False: senders are asked to come again, and nothing is recorded. */
  isOpen?: () => boolean;
}

export class Receiver {
  readonly #options: ReceiverOptions;
  readonly #server: Server;
  readonly #connections: Connections;
  readonly #commit: GroupCommit;
  readonly #handler: RequestHandler;
  readonly #table = new TokenTable();
  readonly #testNonces: OneTimeSecrets;
  readonly #probes = new Map<string, Answer>();
  #loading: Promise<void> = Promise.resolve();
  #url: string | null = null;
  #stopped: boolean = false;

  constructor(options: ReceiverOptions) {
    const { store, clock, newId, newToken, log, onStored, storeSecret, bases } = options;
    this.#options = options;
    this.#server = boundedServer();
    this.#connections = new Connections(this.#server, clock);
    this.#testNonces = new OneTimeSecrets(newToken, clock, TEST_NONCE_MS);
    this.#commit = new GroupCommit({
      acceptBatch: (rows) => store.deliveries.acceptBatch(rows),
      now: () => clock.now(),
      onStored,
      onLost: (error, requests) => log('error', 'receiver-commit-failed', { requests, error: String(error) }),
      onRefused: (error) => log('error', 'receiver-row-refused', { error }),
    });
    this.#handler = new RequestHandler({
      clock,
      newId,
      table: this.#table,
      probes: this.#probes,
      testNonces: this.#testNonces,
      connections: this.#connections,
      commit: this.#commit,
      storeSecret,
      bases,
      log,
      isOpen: options.isOpen ?? (() => true),
    });
    // The second one is for senders that ask before they send a body.
    for (const event of ['request', 'checkContinue'] as const) {
      this.#server.on(event, (request, response) => this.#handler.handle(request, response));
    }
  }

  /** Reads the table of tokens and listens. Rejects with a StartError where the port cannot be had. */
  async start(port: number): Promise<{ url: string; port: number }> {
    await this.refresh();
    await listen(this.#server, port);
    this.#server.on('error', (error) => this.#options.log('error', 'receiver-fault', { error: String(error) }));
    const address = this.#server.address() as AddressInfo;
    this.#url = `http://127.0.0.1:${address.port}`;
    return { url: this.#url, port: address.port };
  }

  /** Takes no more requests and answers those that were read. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#handler.drain();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await this.#connections.closeAll(DRAIN_MS);
    await this.#commit.idle();
    await closed;
  }

  url(): string | null {
    return this.#url;
  }

  listening(): boolean {
    return this.#server.listening && !this.#stopped;
  }

  /** Reads the webhooks again. Resolves when the next request meets the state that was stored before the call. */
  refresh(): Promise<void> {
    const { store, clock, secretsOf } = this.#options;
    // One after the other: a slow reading must not overwrite a newer one.
    const loading = this.#loading.then(async () => {
      const stored = await store.webhooks.list();
      const acceptedTimes = (since: number) => store.deliveries.acceptedTimes(since);
      await this.#table.load(stored, { acceptedTimes, secretsOf }, clock.now());
    });
    this.#loading = loading.catch(() => undefined);
    return loading;
  }

  /** Until `until`, the webhook’s sender may hand over its secret by itself. */
  connect(webhookId: string, until: number): void {
    this.#table.connect(webhookId, until);
  }

  /** `tokens` are those of the webhook's addresses, the current one first: some signatures cover the address. */
  judgeAgain(
    { id, tokens }: { id: string; tokens: readonly string[] },
    requests: readonly UnprovenDelivery[],
  ): JudgedAgain[] {
    const webhook = this.#table.get(id);
    const addresses = tokens.map((token) => this.#options.bases().map((base) => `${base}/h/${token}`));
    return webhook === null ? [] : requests.map((request) => judgeAgain(webhook, addresses, request));
  }

  used(webhookId: string): number {
    return this.#table.used(webhookId, this.#options.clock.now());
  }

  /** A request of many items was worked on: each of them counts against the limit of its webhook (RC3, RC4). */
  countItems(webhookId: string, at: number, items: number): void {
    this.#table.countItems(webhookId, at, items);
  }

  unknownRequests(): number {
    return this.#handler.unknown;
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
}

function boundedServer(): Server {
  const server = createServer({
    maxHeaderSize: LIMITS.headerBytes,
    headersTimeout: LIMITS.headersTimeout,
    requestTimeout: LIMITS.requestTimeout,
    connectionsCheckingInterval: LIMITS.checkInterval,
    keepAliveTimeout: LIMITS.keepAliveTimeout,
    insecureHTTPParser: false,
  });
  server.maxRequestsPerSocket = LIMITS.requestsPerConnection;
  server.timeout = LIMITS.silentTimeout;
  // Node would drop what is beyond a maximum; we count and refuse.
  server.maxHeadersCount = 0;
  return server;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(startError(error, port));
    server.once('error', refuse);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function startError(error: NodeJS.ErrnoException, port: number): StartError {
  const message =
    error.code === 'EACCES'
      ? `This user may not use port ${port}. Choose another one above 1023, for example --port 4790.`
      : `Port ${port} is already used by another program. Close that program, or choose another port, for example --port 4790.`;
  return new StartError('port-taken', message, { cause: error });
}
