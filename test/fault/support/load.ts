import { setTimeout as wait } from 'node:timers/promises';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import type { Ledger } from './find-faults.ts';
import { Sender } from './sender.ts';

/** Of webhooks that check signatures. */
export const SECRET = `whsec_${Buffer.from('a made-up secret for tests only!').toString('base64')}`;
const PER_WEBHOOK = 6;

/** Senders to three webhooks, two of which check signatures. They outlive the host that they send to. */
export class Load {
  readonly senders: Sender[];

  private constructor(senders: Sender[]) {
    this.senders = senders;
  }

  /** Makes the webhooks on a fresh host; each request to them starts `flow`, if there is one. */
  static async prepare(host: Fieldhook, random: () => number, flow: string | null = null): Promise<Load> {
    const field = await call<{ key: string }>(host, 'POST', '/api/fields', { name: 'Last event', type: 'text' });
    const senders: Sender[] = [];
    for (const [name, secret] of [
      ['orders', SECRET],
      ['bookings', SECRET],
      ['forms', null],
    ] as const) {
      const token = await makeWebhook(host, name, { field: field.key, secret, flow });
      for (let index = 1; index <= PER_WEBHOOK; index += 1) {
        senders.push(new Sender({ name: `${name}${index}`, webhook: { name, token, secret }, random }));
      }
    }
    return new Load(senders);
  }

  /** Sends until `signal` says so or the host is gone. */
  async run(host: Fieldhook, signal: AbortSignal, onAck: (acks: number) => void = () => undefined): Promise<void> {
    let acks = 0;
    const count = () => {
      acks += 1;
      onAck(acks);
    };
    await Promise.all(this.senders.map((sender) => sender.run(host.receiver, signal, count)));
  }

  ledger(): Ledger {
    return {
      events: this.senders.flatMap(({ events }) => events),
      acks: this.senders.flatMap(({ acks }) => acks),
    };
  }

  /** How often senders were asked to come again. */
  refused(): number {
    return this.senders.reduce((sum, { refused }) => sum + refused, 0);
  }

  surprises(): string[] {
    return this.senders.flatMap(({ surprises }) => surprises);
  }
}

/** A webhook that is switched on; resolves to its token. */
export async function makeWebhook(
  host: Fieldhook,
  name: string,
  { field = null, secret = null, flow = null }: { field?: string | null; secret?: string | null; flow?: string | null },
): Promise<string> {
  const { id, token } = await call<{ id: string; token: string }>(host, 'POST', '/api/webhooks', {
    name,
    config: {
      identity: { email: '$.email', phone: '$.phone' },
      flow,
      fields: field === null ? [] : [{ field, path: '$.event' }],
      limit: null,
      ...(secret === null ? {} : { verify: { scheme: 'standard-webhooks' } }),
    },
  });
  if (secret !== null) await call(host, 'PUT', `/api/webhooks/${id}/secrets/secret`, { value: secret });
  await call(host, 'PATCH', `/api/webhooks/${id}`, { active: true });
  return token;
}

/** Asks the door; an answer that is not 2xx is a fault. */
export async function call<Answer>(host: Fieldhook, method: string, path: `/api/${string}`, body?: unknown) {
  const answer = await host.door(path, body === undefined ? { method } : { method, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as Answer;
}

/** Resolves when everything that is stored has been worked on; where it rests after crashes, the owner says that work may go on. */
export async function untilDone(host: Fieldhook): Promise<void> {
  const health = () => call<{ pending: number; isProcessing: boolean }>(host, 'GET', '/api/health');
  if (!(await health()).isProcessing) await call(host, 'POST', '/api/processing/resume');
  while ((await health()).pending > 0) await wait(20);
}
