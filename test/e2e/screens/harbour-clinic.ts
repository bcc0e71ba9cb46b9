import { vi } from 'vitest';
import type { z } from 'zod';
import type { Contact } from '#shared/contract/contact.ts';
import { FIRST_CONTACT_COLUMNS } from '#shared/contract/contact-columns.ts';
import type { Delivery, DeliveryDetail } from '#shared/contract/delivery.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { CreateWebhookSchema, Webhook } from '#shared/contract/webhook.ts';
import type { Fieldhook } from '../support/start-fieldhook.ts';

/** A made-up clinic: one webhook that identifies by e-mail and files the start of a booking. */
export interface Clinic {
  bookings: Webhook;
  /** Posts a booking to the webhook and waits until it has been worked on; resolves to its log entry. */
  book(body: object | string): Promise<Delivery>;
}

export const JANE = { email: 'jane@mail.example', first: 'Jane', last: 'Doe', name: 'Jane Doe' };
export const RAVI = { email: 'ravi@mail.example', first: 'Ravi', last: 'Patel', name: 'Ravi Patel' };

export const SETTINGS: Settings = {
  businessName: 'Harbour Clinic',
  country: 'GB',
  timeZone: 'Europe/London',
  currency: null,
  ownEmails: [],
  ownPhones: [],
  tunnel: { provider: 'none' },
  allowedHosts: [],
  contactColumns: [...FIRST_CONTACT_COLUMNS],
  retention: { bodyDays: 30, bodyMegabytes: 1024, requestDays: 365, messageDays: 365 },
};

/** A time zone in which it is between twelve and one o'clock now, for tests about days: none ends while they run. */
export function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // The names of these zones count what UTC is ahead of them.
  return ahead > 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`;
}

export async function openClinic(fieldhook: Fieldhook): Promise<Clinic> {
  await ask(fieldhook, 'PUT', '/api/settings', SETTINGS);
  await ask(fieldhook, 'POST', '/api/fields', { name: 'Booking start', type: 'datetime' });
  const bookings = await makeWebhook(fieldhook, {
    name: 'Bookings',
    config: {
      identity: { email: '$.email' },
      profile: { firstName: '$.first', lastName: '$.last', name: '$.name' },
      fields: [{ field: 'booking_start', path: '$.start' }],
    },
  });
  await ask(fieldhook, 'PATCH', `/api/webhooks/${bookings.id}`, { active: true });
  return { bookings, book: (body) => send(fieldhook, bookings, body) };
}

export function makeWebhook(fieldhook: Fieldhook, body: z.input<typeof CreateWebhookSchema>): Promise<Webhook> {
  return ask<Webhook>(fieldhook, 'POST', '/api/webhooks', body);
}

/** Posts to a webhook as its sender would; resolves to the log entry once it has an outcome. */
export async function send(fieldhook: Fieldhook, webhook: Webhook, body: object | string): Promise<Delivery> {
  const before = await newest(fieldhook, webhook.id);
  await post(fieldhook, webhook, body);
  return vi.waitFor(
    async () => {
      const delivery = await newest(fieldhook, webhook.id);
      if (!delivery || delivery.id === before?.id || delivery.outcome === null) throw new Error('No outcome yet.');
      return delivery;
    },
    { timeout: 30_000, interval: 20 },
  );
}

/** Posts to a webhook as its sender would; resolves when it has been answered. */
export async function post({ receiver }: Fieldhook, { token }: Webhook, body: object | string): Promise<void> {
  await fetch(`${receiver}/h/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Has a careful webhook get a request that names Jane and somebody else; resolves to the id of the conflict. */
export async function makeConflict(fieldhook: Fieldhook): Promise<string> {
  await ask(fieldhook, 'POST', '/api/contacts', { phone: '+441174960123', name: 'Joan Doe' });
  const identity = { phone: '$.phone', email: '$.email' };
  const { id } = await makeWebhook(fieldhook, { name: 'Front desk', config: { identity, identification: 'careful' } });
  const webhook = await ask<Webhook>(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
  const delivery = await send(fieldhook, webhook, { phone: '+441174960123', email: JANE.email });
  const { conflict } = await ask<DeliveryDetail>(fieldhook, 'GET', `/api/deliveries/${delivery.id}`);
  return conflict?.id ?? '';
}

export async function contactOf(fieldhook: Fieldhook, q: string): Promise<Contact | undefined> {
  return (await ask<{ items: Contact[] }>(fieldhook, 'GET', `/api/contacts?q=${encodeURIComponent(q)}`)).items[0];
}

/** Asks the door as a tool does. Rejects on anything but success. */
export async function ask<Answer = unknown>(
  fieldhook: Fieldhook,
  method: string,
  path: `/api/${string}`,
  body?: object,
): Promise<Answer> {
  const answer = await fieldhook.door(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function newest(fieldhook: Fieldhook, webhookId: string): Promise<Delivery | undefined> {
  const page = await ask<{ items: Delivery[] }>(fieldhook, 'GET', `/api/deliveries?webhookId=${webhookId}&limit=1`);
  return page.items[0];
}
