import { createHmac } from 'node:crypto';

/** A request that a sender wants to get across, until it is told that it has arrived. */
export interface Event {
  /** Also the signed id; `name-000012`. */
  id: string;
  sender: string;
  /** 1, 2, 3… for one sender. */
  number: number;
  webhook: string;
  isSigned: boolean;
  email: string;
  body: string;
}

/** What a sender was told: 2xx for an event, and the id under which it stands in the log. */
export interface Ack {
  event: Event;
  deliveryId: string;
}

export interface SenderOptions {
  name: string;
  /** Name and token of the webhook, and its secret where requests are signed (Standard Webhooks). */
  webhook: { name: string; token: string; secret: string | null };
  random: () => number;
}

const PEOPLE = 3;
const RESEND_EVERY = 4;
/** An old signature is refused, so only what was acknowledged lately is sent again. */
const REMEMBERED = 20;
const AGAIN_MS = 5;

/**
 * Behaves as senders of webhooks do: one event after the other, each again and again with the same bytes and the same signed id until it is acknowledged, also
 * after the other side was gone; and now and then one again that was acknowledged already.
 */
export class Sender {
  readonly acks: Ack[] = [];
  readonly events: Event[] = [];
  /** Answers that no sender should ever get. */
  readonly surprises: string[] = [];
  /** How often it was asked to come again. */
  refused = 0;
  readonly #options: SenderOptions;
  #pending: Event | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Sends until `signal` says so or nobody answers any more. `onAck` is called after each acknowledgement. */
  async run(receiver: string, signal: AbortSignal, onAck: () => void): Promise<void> {
    while (!signal.aborted) {
      const status = await this.sendOnce(receiver).catch(() => null);
      if (status === null) return;
      if (status === 200) onAck();
      if (status === 503) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** Sends what is due. Resolves to the status; rejects when nobody answers. */
  async sendOnce(receiver: string): Promise<number> {
    const event = this.#next();
    const { status, text } = await this.#post(receiver, event);
    if (status === 200) {
      const { id }: { id: string } = JSON.parse(text);
      this.acks.push({ event, deliveryId: id });
      if (event === this.#pending) this.#pending = null;
    } else if (status === 503) this.refused += 1;
    else this.surprises.push(`${event.id} was answered ${status}: ${text}`);
    return status;
  }

  #next(): Event {
    const { random, webhook } = this.#options;
    if (this.#pending !== null) return this.#pending;
    const latest = this.acks.slice(-REMEMBERED);
    if (webhook.secret !== null && latest.length > 0 && random() < 1 / RESEND_EVERY) {
      return latest[Math.floor(random() * latest.length)]!.event;
    }
    this.#pending = this.#newEvent();
    return this.#pending;
  }

  #newEvent(): Event {
    const { name, webhook, random } = this.#options;
    const number = this.events.length + 1;
    const id = `${name}-${String(number).padStart(6, '0')}`;
    const person = Math.floor(random() * PEOPLE);
    const email = `person${person}@${webhook.name}.example.com`;
    // Other people for each webhook: its name's length tells them apart.
    const phone = `+44117496${String(webhook.name.length * 10 + person).padStart(4, '0')}`;
    const body = JSON.stringify({ event: id, email, phone });
    const event = { id, sender: name, number, webhook: webhook.name, isSigned: webhook.secret !== null, email, body };
    this.events.push(event);
    return event;
  }

  async #post(receiver: string, { id, body }: Event): Promise<{ status: number; text: string }> {
    const { token, secret } = this.#options.webhook;
    const headers = { 'content-type': 'application/json', ...(secret === null ? {} : signature(secret, id, body)) };
    const answer = await fetch(`${receiver}/h/${token}`, { method: 'POST', headers, body });
    return { status: answer.status, text: await answer.text() };
  }
}

/** Each attempt is signed anew: the id stays, the time does not. */
export function signature(secret: string, id: string, body: string, now = Date.now()): Record<string, string> {
  const time = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${digest}` };
}
