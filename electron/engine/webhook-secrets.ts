import { z } from 'zod';
import { SECRET_NAMES } from '#shared/contract/secret.ts';
import type { SecretName } from '#shared/contract/verify-guide.ts';
import type { Clock } from './clock.ts';
import type { EngineLog } from './engine.ts';
import type { Secrets } from './secrets.ts';

const StoredSchema = z.object({ value: z.string(), setAt: z.number() });
export type KeptSecret = z.infer<typeof StoredSchema>;
type SecretsOfWebhook = Readonly<Record<SecretName, KeptSecret | null>>;

/**
 * The secrets of webhooks, in memory once they were asked for: the receiver must not wait for a keychain with every request. One that
 * cannot be opened counts as none, so that its webhook refuses (RC7); what is stored of it stays until the owner enters another.
 */
export class WebhookSecrets {
  readonly #secrets: Secrets;
  readonly #clock: Clock;
  readonly #log: EngineLog;
  readonly #known = new Map<string, Promise<SecretsOfWebhook>>();
  readonly #aside = new Map<string, SecretsOfWebhook>();

  constructor({ secrets, clock, log }: { secrets: Secrets; clock: Clock; log: EngineLog }) {
    this.#secrets = secrets;
    this.#clock = clock;
    this.#log = log;
  }

  of(webhookId: string): Promise<SecretsOfWebhook> {
    const known = this.#known.get(webhookId) ?? this.#read(webhookId);
    this.#known.set(webhookId, known);
    return known;
  }

  async put(webhookId: string, name: SecretName, value: string): Promise<void> {
    await this.#store(webhookId, name, { value, setAt: this.#clock.now() });
  }

  async delete(webhookId: string, name: SecretName): Promise<void> {
    await this.#secrets.delete(nameOf(webhookId, name));
    this.#known.delete(webhookId);
  }

  /** Deletes them all. Until the program ends they can be put back together with their webhook. */
  async setAside(webhookId: string): Promise<void> {
    const secrets = await this.of(webhookId);
    // Before they go, and once: what fails on the way, or a second deletion, must not lose them.
    if (!this.#aside.has(webhookId)) this.#aside.set(webhookId, secrets);
    for (const name of SECRET_NAMES) await this.delete(webhookId, name);
  }

  async putBack(webhookId: string): Promise<void> {
    const secrets = this.#aside.get(webhookId);
    for (const name of SECRET_NAMES) {
      const kept = secrets?.[name];
      if (kept) await this.#store(webhookId, name, kept);
    }
    this.#aside.delete(webhookId);
  }

  async #store(webhookId: string, name: SecretName, kept: KeptSecret): Promise<void> {
    await this.#secrets.put(nameOf(webhookId, name), JSON.stringify(kept));
    this.#known.delete(webhookId);
  }

  async #read(webhookId: string): Promise<SecretsOfWebhook> {
    const [secret, verifyToken] = await Promise.all(SECRET_NAMES.map((name) => this.#open(webhookId, name)));
    return { secret: secret ?? null, verifyToken: verifyToken ?? null };
  }

  async #open(webhookId: string, name: SecretName): Promise<KeptSecret | null> {
    try {
      const text = await this.#secrets.get(nameOf(webhookId, name));
      return text === null ? null : StoredSchema.parse(JSON.parse(text));
    } catch {
      // The fault itself is not logged: it might tell of what it could not read.
      this.#log('warn', 'secret-unreadable', { webhook: webhookId, secret: name });
      return null;
    }
  }
}

function nameOf(webhookId: string, name: SecretName): string {
  return `webhook/${webhookId}/${name}`;
}
