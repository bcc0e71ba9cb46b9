import { expect } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import type { Flow, Run } from '#shared/contract/flow.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, SETTINGS } from './harbour-clinic.ts';

test('SN1 what waits for somebody goes on at once, or is ended after it was asked about', async ({
  page,
  fieldhook,
}) => {
  await ask(fieldhook, 'PUT', '/api/settings', SETTINGS);
  const { userNs } = await ask<Contact>(fieldhook, 'POST', '/api/contacts', { name: 'Jane Doe' });
  const wait = (id: string) => ({ id, kind: 'wait', wait: { kind: 'after', minutes: 60 } });
  const tag = (id: string, name: string) => ({ id, kind: 'tag', action: 'add', tag: name });
  const steps = [wait('aaaa1111'), tag('bbbb1111', 'reminded'), wait('cccc1111'), tag('dddd1111', 'asked')];
  const { key } = await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Follow-up', config: { steps } });
  const { id } = await ask<Run>(fieldhook, 'POST', `/api/flows/${key}/start`, { contact: userNs });
  const now = async () => {
    const { state, steps: done } = await ask<Run>(fieldhook, 'GET', `/api/runs/${id}`);
    return { state, count: done.length };
  };

  await page.goto(`${fieldhook.ui}/#/contacts/${userNs}`);
  const runs = page.getByRole('list', { name: 'Flows of this contact' });
  await runs.getByRole('button', { name: 'Go on now' }).click();
  await expect.poll(now).toMatchObject({ state: 'waiting', count: 3 });

  await runs.getByRole('button', { name: 'End it…' }).click();
  const dialog = page.getByRole('dialog', { name: 'End this flow here?' });
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await now()).toMatchObject({ state: 'waiting' });

  await runs.getByRole('button', { name: 'End it…' }).click();
  await dialog.getByRole('button', { name: 'End it' }).click();
  await runs.getByText('Ended', { exact: true }).waitFor();
  expect(await now()).toMatchObject({ state: 'stopped' });
  await runs.getByRole('button', { name: 'End it…' }).waitFor({ state: 'hidden' });
});

test('a flow with a live channel is only tried, and the Outbox says so', async ({ page, fieldhook }) => {
  await ask(fieldhook, 'PUT', '/api/settings', SETTINGS);
  await ask<Contact>(fieldhook, 'POST', '/api/contacts', {
    firstName: 'Jane',
    lastName: 'Doe',
    phone: '+441174960123',
  });
  const steps = [
    { id: 'aaaa1111', kind: 'tag', action: 'add', tag: 'reminded' },
    { id: 'bbbb1111', kind: 'send', channel: 'sms', text: 'See you soon, {{ contact.first_name }}.' },
  ];
  await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Reminder', config: { steps } });
  await ask(fieldhook, 'PUT', '/api/channels/sms/secrets/authToken', { value: 'token' });
  const account = { accountSid: 'AC1', from: '+442079460000' };
  await ask(fieldhook, 'PUT', '/api/channels/sms', { mode: 'live', account });
  await page.goto(`${fieldhook.ui}/#/flows`);
  await page.getByRole('button', { name: 'More for Reminder' }).click();
  await page.getByRole('menuitem', { name: /Start/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Start “Reminder”' });
  await dialog.getByText('SMS is live').waitFor();
  await choose(dialog.getByRole('switch', { name: 'Only try it' }), true);
  await dialog.getByText('SMS is live').waitFor({ state: 'hidden' });
  await dialog.getByRole('combobox', { name: 'For whom' }).fill('Jane');
  await page.getByRole('option', { name: /Jane Doe/ }).click();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Try the flow' }).click();
  await dialog.getByText('Only in this try: the contact stays as it is.').waitFor();
  await dialog.getByRole('link', { name: 'Show the message' }).click();
  await page.getByText('A try: this is how it would look. It was not really sent.').waitFor();
});
