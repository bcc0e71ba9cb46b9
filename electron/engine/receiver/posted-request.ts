import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { NewDelivery } from '../store/port/delivery-store.ts';
import { type Answer, BUSY, send, sendNotFound } from './answers.ts';
import type { BodyBudget } from './body-budget.ts';
import { type Acceptance, decideAcceptance, isListening } from './decide-acceptance.ts';
import type { Waiting } from './group-commit.ts';
import { hideCredentials, hideVerifyToken } from './hide-credentials.ts';
import { isOutboundMessage, SOAP_ACK } from './soap-ack.ts';
import type { LiveWebhook } from './token-table.ts';
import type { Trust } from './trust.ts';
import { isTwilio, TWIML_ACK } from './twiml-ack.ts';

/** What is known of a request to a webhook before its body is read. */
export interface Arrival {
  id: string;
  request: IncomingMessage;
  response: ServerResponse;
  webhook: LiveWebhook;
  /** The beginning of the former token in its address; null for the current one. */
  formerToken: string | null;
  /** As received, one pair a line. */
  headers: [string, string][];
  query: string;
  /** When its head had come, in ms since 1970. */
  receivedAt: number;
  origin: NewDelivery['origin'];
}

export interface Surroundings {
  budget: BodyBudget;
  clock: Clock;
}

export interface Refused {
  answer: Answer;
  /** As announced, or as far as it was read. */
  sizeBytes: number;
  settled: NonNullable<NewDelivery['settled']>;
}

/** A request that was read whole: decided on when its batch is put together, answered when it is on disk. */
export class PostedRequest implements Waiting {
  readonly #arrival: Arrival;
  readonly #body: Buffer;
  readonly #trust: Trust;
  readonly #around: Surroundings;
  #acceptance: Acceptance | null = null;

  constructor(arrival: Arrival, body: Buffer, trust: Trust, around: Surroundings) {
    this.#arrival = arrival;
    this.#body = body;
    this.#trust = trust;
    this.#around = around;
  }

  row(now: number): NewDelivery {
    const { id, receivedAt, webhook } = this.#arrival;
    const trust = this.#trust;
    const acceptance = decideAcceptance(webhook, { id, receivedAt, sizeBytes: this.#body.length }, trust, now);
    this.#acceptance = acceptance;
    return newDelivery(this.#arrival, {
      body: acceptance.keepBody ? this.#body : null,
      sizeBytes: this.#body.length,
      answered: acceptance.answer.status,
      settled: acceptance.settled,
      heard: acceptance.heard,
      // What has no work has no effect, and nothing of it could be done twice (RC6).
      repeatKey: trust.kind === 'refused' || acceptance.settled !== null ? null : trust.repeatKey(),
      verifiedBy: trust.kind === 'verified' ? trust.by : null,
    });
  }

  stored(): void {
    this.#around.budget.giveBack(this.#body.length);
    const { request, response } = this.#arrival;
    const { answer } = this.#acceptance!;
    send(response, answer.status === 200 ? inWordsOf(request, this.#body, answer) : answer);
  }

  deleted(): void {
    this.#around.budget.giveBack(this.#body.length);
    sendNotFound(this.#arrival.request, this.#arrival.response, this.#around.clock);
  }

  lost(): void {
    const { response, webhook, receivedAt } = this.#arrival;
    this.#around.budget.giveBack(this.#body.length);
    // Where its batch could not even be put together, nothing was counted.
    if (this.#acceptance?.counted) webhook.window?.giveBack(receivedAt);
    send(response, BUSY);
  }
}

/** A 200 in the words that the sender needs to understand it. */
function inWordsOf(request: IncomingMessage, body: Buffer, answer: Answer): Answer {
  if (isTwilio(request)) return TWIML_ACK;
  return isOutboundMessage(request.headers['content-type'], body) ? SOAP_ACK : answer;
}

/** The log entry of a request that was refused, and answered, before its body was read (LG1). */
export class RefusedRequest implements Waiting {
  readonly #arrival: Arrival;
  readonly #refused: Refused;

  constructor(arrival: Arrival, refused: Refused) {
    this.#arrival = arrival;
    this.#refused = refused;
  }

  row(now: number): NewDelivery {
    const { answer, sizeBytes, settled } = this.#refused;
    const heard = isListening(this.#arrival.webhook, now);
    const untold = { body: null, repeatKey: null, verifiedBy: null };
    return newDelivery(this.#arrival, { ...untold, sizeBytes, answered: answer.status, settled, heard });
  }

  stored(): void {}

  deleted(): void {}

  lost(): void {}
}

type Decided = Pick<NewDelivery, 'body' | 'sizeBytes' | 'answered' | 'settled' | 'heard' | 'repeatKey' | 'verifiedBy'>;

/** Written out, since this is done for every request: spreading an object takes several times as long. */
function newDelivery(arrival: Arrival, decided: Decided): NewDelivery {
  const { request, webhook, query } = arrival;
  const { method = '' } = request;
  return {
    id: arrival.id,
    webhookId: webhook.id,
    receivedAt: arrival.receivedAt,
    origin: arrival.origin,
    formerToken: arrival.formerToken,
    method,
    // Of what is asked by GET only refused questions are stored.
    query: method === 'GET' ? hideVerifyToken(query) : query,
    headers: hideCredentials(arrival.headers, webhook.verify),
    contentType: request.headers['content-type'] ?? '',
    body: decided.body,
    sizeBytes: decided.sizeBytes,
    answered: decided.answered,
    settled: decided.settled,
    heard: decided.heard,
    repeatKey: decided.repeatKey,
    verifiedBy: decided.verifiedBy,
  };
}

export function pairs(rawHeaders: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) list.push([rawHeaders[index]!, rawHeaders[index + 1]!]);
  return list;
}
