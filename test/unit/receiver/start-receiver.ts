import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '#engine/clock.ts';
import { createNewId } from '#engine/new-id.ts';
import { Receiver } from '#engine/receiver/receiver.ts';
import type { StoredWebhook } from '#engine/store/port/webhook-store.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { MemoryReceiverStore, storedWebhook } from '#test/doubles/memory-receiver-store.ts';

export const TOKEN = 'abcdefghijklmnopqrstuvwxyz_-0123';
/** Under what the outside world knows the receiver. */
export const PUBLIC_BASE = 'https://hooks.example.com';

export interface StartedReceiver {
  receiver: Receiver;
  store: MemoryReceiverStore;
  url: string;
  port: number;
  /** What was announced after commits. */
  announced: Delivery[];
  /** What the webhook has; take effect with the next `receiver.refresh()`. */
  secrets: { secrets: string[]; verifyTokens: string[] };
  /** Event names of the log. */
  logged: string[];
}

/** A receiver on a free port with one webhook under TOKEN, over a store in memory. Stopped when the test ends. */
export async function startReceiver(
  webhook: Partial<StoredWebhook> = {},
  {
    clock = systemClock,
    store = new MemoryReceiverStore(),
    isOpen = () => true,
  }: { clock?: Clock; store?: MemoryReceiverStore; isOpen?: () => boolean } = {},
): Promise<StartedReceiver> {
  if (store.webhooksStored.length === 0) store.webhooksStored.push(storedWebhook({ token: TOKEN, ...webhook }));
  const announced: Delivery[] = [];
  const logged: string[] = [];
  const secrets: { secrets: string[]; verifyTokens: string[] } = { secrets: [], verifyTokens: [] };
  const receiver = new Receiver({
    store,
    clock,
    newId: createNewId(() => clock.now()),
    secretsOf: async () => secrets,
    storeSecret: async (_, secret) => {
      secrets.secrets.push(secret);
      await receiver.refresh();
    },
    bases: () => [PUBLIC_BASE],
    newToken: () => randomBytes(24).toString('base64url'),
    log: (_level, event) => logged.push(event),
    onStored: (deliveries) => announced.push(...deliveries),
    isOpen,
  });
  const { url, port } = await receiver.start(0);
  onTestFinished(() => receiver.stop());
  return { receiver, store, secrets, url, port, announced, logged };
}

export function post(url: string, body: string | Uint8Array<ArrayBuffer> = '{}', headers: Record<string, string> = {}) {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

/** Sends bytes as they are over a connection of their own; resolves to everything that came back when the other side has closed. */
export function talk(port: number, ...parts: (string | Uint8Array)[]): Promise<string> {
  const socket = openSocket(port);
  for (const part of parts) socket.write(part);
  return allFrom(socket);
}

export function openSocket(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}

/** Everything that comes until the other side closes; a reset counts as closing. */
export function allFrom(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

/** Resolves when `text` has come. */
export function until(socket: Socket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const look = (chunk: Buffer) => {
      seen += chunk.toString('latin1');
      if (!seen.includes(text)) return;
      socket.off('data', look);
      resolve(seen);
    };
    socket.on('data', look);
    socket.once('close', () => reject(new Error(`Closed after: ${seen}`)));
  });
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
