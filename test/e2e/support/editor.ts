import type { Locator, Page } from 'playwright-core';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { Fieldhook } from './start-fieldhook.ts';

/** Makes a webhook, gives it a sample to work on, and opens it in the editor. Resolves to the webhook as the door answered it. */
export async function openEditor(page: Page, fieldhook: Fieldhook, sample?: object): Promise<Webhook> {
  const made = await fieldhook.door('/api/webhooks', { method: 'POST', body: JSON.stringify({ name: 'Bookings' }) });
  const webhook = (await made.json()) as Webhook;
  if (sample !== undefined) await keepSample(fieldhook, webhook.id, sample);
  await page.goto(`${fieldhook.ui}/#/webhooks/${webhook.id}`);
  await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();
  if (sample !== undefined) await tree(page).waitFor();
  return webhook;
}

export async function keepSample(fieldhook: Fieldhook, webhookId: string, sample: object): Promise<void> {
  const body = { text: JSON.stringify(sample, null, 2), contentType: 'application/json', deliveryId: null };
  await fieldhook.door(`/api/webhooks/${webhookId}/sample`, { method: 'PUT', body: JSON.stringify(body) });
}

/** Sends a request to the webhook as a sender does; resolves to the answered status. */
export async function send(address: string, payload: object): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(payload) });
  return answer.status;
}

export const savedWebhook = async (fieldhook: Fieldhook, id: string): Promise<Webhook> =>
  (await (await fieldhook.door(`/api/webhooks/${id}`)).json()) as Webhook;

export const tree = (page: Page): Locator => page.getByRole('tree');

/** The row of the payload tree with this name, and this value where several rows have the name. */
export const treeRow = (page: Page, name: string, value = ''): Locator =>
  tree(page)
    .getByRole('treeitem', { name: new RegExp(`^${name}\\s*:`) })
    .filter({ hasText: value });

/** The row of a slot or custom field, by its name. */
export const mapRow = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true });

export const pathBox = (page: Page, name: string): Locator => page.getByRole('combobox', { name: `Path for ${name}` });

/** The dry run in step 5. */
export const receipt = (page: Page): Locator => page.getByRole('region', { name: 'Check and switch on' });
