import { expect } from 'vitest';
import type { z } from 'zod';
import type { ErrorBody } from '#shared/contract/common.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import type { Route } from '#shared/contract/routes/route.ts';
import { RAW_ROUTES, ROUTES, type RouteInput, type RouteName, type RouteResponse } from '#shared/contract/routes.ts';
import type { CreateWebhookSchema, Webhook, WebhookConfig } from '#shared/contract/webhook.ts';
import { Conformance, type Description } from './conformance.ts';
import { EventReader } from './event-reader.ts';

/** A running Fieldhook, seen from outside: its door, whatever stands in front of it, and its receiver. */
export interface Door {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  receiverUrl: string;
  /** What the engine logged as an error. */
  faults: readonly string[];
  close(): Promise<void>;
}

/** What a caller may try to send although the types forbid it. */
interface LooseInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  /** The size of a body that is only begun, in bytes; see `unsent`. */
  unsent?: number;
}

/** A caller of the door. Each answer it gets is checked against the published description before the test sees it. */
export class DoorClient {
  readonly door: Door;
  readonly #conformance: Conformance;

  constructor(door: Door, description: Description) {
    this.door = door;
    this.#conformance = new Conformance(description);
  }

  static async connect(door: Door): Promise<DoorClient> {
    const answer = await door.fetch(RAW_ROUTES.openapi);
    return new DoorClient(door, (await answer.json()) as Description);
  }

  /** Calls a route that must succeed. */
  async call<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteResponse<Name>> {
    const { status, body } = await this.#send(name, input as LooseInput);
    const route: Route = ROUTES[name];
    expect({ name, status, body }).toMatchObject({ status: route.response ? (route.created ? 201 : 200) : 204 });
    return body as RouteResponse<Name>;
  }

  /** Calls a route that must be refused, with any input. */
  async refused(name: RouteName, input: LooseInput): Promise<ErrorBody & { status: number }> {
    const { status, body } = await this.#send(name, input);
    expect({ name, status }).toMatchObject({ status: expect.toSatisfy((code: number) => code >= 400) });
    return { ...(body as ErrorBody), status };
  }

  events(lastId?: string): Promise<EventReader> {
    return EventReader.open(this.door, lastId);
  }

  /** Posts to a webhook's address as a sender would. */
  async post(
    webhook: Pick<Webhook, 'token'>,
    body: unknown,
    contentType = 'application/json',
    headers: Record<string, string> = {},
  ) {
    const answer = await fetch(`${this.door.receiverUrl}/h/${webhook.token}`, {
      method: 'POST',
      headers: contentType === '' ? headers : { 'content-type': contentType, ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, id: answer.ok ? (JSON.parse(text) as { id: string }).id : null };
  }

  /** Posts and waits until the request has been worked on. */
  async deliver(
    webhook: Pick<Webhook, 'token'>,
    body: unknown,
    contentType?: string,
    headers?: Record<string, string>,
  ): Promise<DeliveryDetail> {
    const news = await this.events();
    const { id } = await this.post(webhook, body, contentType, headers);
    await news.until(
      (event) => event.type === 'delivery' && event.delivery.id === id && event.delivery.outcome !== null,
    );
    await news.close();
    return this.call('getDelivery', { params: { id: id ?? '' } });
  }

  /** A new webhook, switched on. */
  async webhook(config?: z.input<typeof CreateWebhookSchema>['config'], name = 'Bookings'): Promise<Webhook> {
    const { id } = await this.call('createWebhook', { body: { name, ...(config && { config }) } });
    return this.call('updateWebhook', { params: { id }, body: { active: true } });
  }

  async #send(name: RouteName, { params = {}, query = {}, body, unsent: size }: LooseInput) {
    const { method, path } = ROUTES[name];
    const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
    const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
    const answer = await this.door.fetch(`${filled}${search.size > 0 ? `?${search}` : ''}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      ...(size !== undefined && unsent(size)),
    });
    const text = await answer.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    expect(this.#conformance.faults(name, answer.status, parsed).join()).toBe('');
    return { status: answer.status, body: parsed };
  }
}

/**
 * A body of so many bytes of which only the first ever comes. What is refused for its size while it is still coming in is cut off after a
 * while, and on a slow machine its sender finds the connection gone, not the answer.
 */
export const unsent = (bytes: number): RequestInit & { duplex: 'half' } => ({
  headers: { 'content-type': 'application/json', 'content-length': String(bytes) },
  body: new ReadableStream({ start: (sending) => sending.enqueue(new Uint8Array([0x22])) }),
  duplex: 'half',
});

/** The configuration part of a webhook, as it would be saved again. */
export function configOf({
  id,
  name,
  active,
  version,
  token,
  address,
  reach,
  formerAddresses,
  listeningUntil,
  secrets,
  createdAt,
  updatedAt,
  ...config
}: Webhook): WebhookConfig {
  return config;
}
