import { hash } from 'node:crypto';
import type { Verify } from '#shared/contract/verify.ts';
import { formerHint } from '#shared/contract/webhook.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import { LIMITS } from './limits.ts';
import { RateWindow } from './rate-window.ts';

const HOUR = 3_600_000;
/** Hashed where the address holds nothing of a token's shape, so that every miss costs the same. */
const NO_TOKEN = '-'.repeat(32);

/** What the receiver must know of a webhook to decide on a request. */
export interface LiveWebhook {
  readonly id: string;
  active: boolean;
  listen: { since: number; until: number } | null;
  /** Null where the owner lifted the limit. */
  window: RateWindow | null;
  /** Answered questions that the engine’s log tells of. */
  readonly toldQuestions: RateWindow;
  verify: Verify;
  secrets: LiveSecrets;
  /** Until when a sender may hand over its secret by itself. */
  connectUntil: number | null;
}

/** Those in use, the current one first. */
export interface LiveSecrets {
  secrets: readonly string[];
  verifyTokens: readonly string[];
}

const NO_SECRETS: LiveSecrets = { secrets: [], verifyTokens: [] };

/** A webhook as it was addressed: `formerToken` is the beginning of a former token, null for the current one. */
export interface Addressed {
  webhook: LiveWebhook;
  formerToken: string | null;
}

interface Entry extends Addressed {
  /** When the token stops working; infinite for the current one. */
  until: number;
}

/** The secrets of a webhook; asked only for those with a scheme. */
export type SecretsOf = (webhookId: string) => Promise<LiveSecrets>;

/** Arrival times of accepted requests per webhook since a time, from the store. */
export type AcceptedTimes = (since: number) => Promise<Map<string, number[]>>;

/**
 * Which token belongs to which webhook. Tokens are looked up by their sha256: how long a lookup takes tells nothing about how much of a
 * guessed token was right, and unknown, deleted and malformed tokens cost the same (TRUST, "Token"; CORPUS P8).
 */
export class TokenTable {
  #entries = new Map<string, Entry>();
  #webhooks = new Map<string, LiveWebhook>();

  find(key: string, now: number): Addressed | null {
    const entry = this.#entries.get(key);
    return entry !== undefined && now < entry.until ? entry : null;
  }

  get(webhookId: string): LiveWebhook | null {
    return this.#webhooks.get(webhookId) ?? null;
  }

  used(webhookId: string, now: number): number {
    return this.#webhooks.get(webhookId)?.window?.used(now) ?? 0;
  }

  /** Counts the items of a request that was taken at `at`, beyond the one place that it has (RC3, RC4). */
  countItems(webhookId: string, at: number, items: number): void {
    this.#webhooks.get(webhookId)?.window?.add(at, items - 1);
  }

  /** Takes over the stored webhooks. A webhook that stays keeps its object, and its window unless that has to reach back further. */
  async load(
    stored: readonly StoredWebhook[],
    { acceptedTimes, secretsOf }: { acceptedTimes: AcceptedTimes; secretsOf: SecretsOf },
    now: number,
  ): Promise<void> {
    const reach = Math.max(0, ...stored.filter((one) => this.#needsTimes(one)).map(windowMs));
    const times = reach > 0 ? await acceptedTimes(now - reach) : new Map<string, number[]>();
    const secrets = new Map<string, LiveSecrets>();
    for (const { id, config } of stored) if (config.verify.scheme !== 'none') secrets.set(id, await secretsOf(id));
    const entries = new Map<string, Entry>();
    const webhooks = new Map<string, LiveWebhook>();
    for (const one of stored) {
      const live = this.#webhooks.get(one.id) ?? newcomer(one.id);
      live.active = one.active;
      live.listen = one.listen;
      live.window = this.#window(one, times.get(one.id) ?? []);
      live.verify = one.config.verify;
      live.secrets = secrets.get(one.id) ?? NO_SECRETS;
      webhooks.set(one.id, live);
      for (const { token, until } of one.formerTokens) {
        entries.set(tokenKey(token), { webhook: live, formerToken: formerHint(token), until });
      }
      entries.set(tokenKey(one.token), { webhook: live, formerToken: null, until: Number.POSITIVE_INFINITY });
    }
    this.#entries = entries;
    this.#webhooks = webhooks;
  }

  /** Lets the webhook’s sender hand over its secret until then. */
  connect(webhookId: string, until: number): void {
    const webhook = this.#webhooks.get(webhookId);
    if (webhook) webhook.connectUntil = until;
  }

  #needsTimes(stored: StoredWebhook): boolean {
    return stored.config.limit !== null && this.#webhooks.get(stored.id)?.window?.windowMs !== windowMs(stored);
  }

  #window(stored: StoredWebhook, times: readonly number[]): RateWindow | null {
    const { limit } = stored.config;
    if (limit === null) return null;
    const known = this.#webhooks.get(stored.id)?.window;
    if (known?.windowMs !== windowMs(stored)) {
      return new RateWindow({ requests: limit.requests, windowMs: windowMs(stored) }, times);
    }
    known.setLimit(limit.requests);
    return known;
  }
}

function newcomer(id: string): LiveWebhook {
  return {
    id,
    active: false,
    listen: null,
    window: null,
    toldQuestions: new RateWindow({ requests: LIMITS.questionsToldAnHour, windowMs: HOUR }, []),
    verify: { scheme: 'none' },
    secrets: NO_SECRETS,
    connectUntil: null,
  };
}

/** Under what a token, or the lack of one, is looked up. */
export function tokenKey(token: string | null): string {
  return hash('sha256', token ?? NO_TOKEN, 'base64url');
}

function windowMs(stored: StoredWebhook): number {
  return (stored.config.limit?.hours ?? 0) * HOUR;
}
