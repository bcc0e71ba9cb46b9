import { expect } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import type { Flow, Run, RunPage } from '#shared/contract/flow.ts';
import { fakeProvider } from '#test/contract/channels/fake-provider.ts';
import { goLive } from '#test/contract/channels/go-live.ts';
import { changeDatabase } from '../../contract/store/temporary-store.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import { ask, makeWebhook, SETTINGS } from './harbour-clinic.ts';

test('SN1 what waits for somebody goes on at once as the flow was when it started, or is ended after it was asked about', async ({
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

  // The flow is changed meanwhile: saving it tells that she keeps hers, and so does her page.
  await page.goto(`${fieldhook.ui}/#/flows/${key}`);
  await page.getByRole('list', { name: 'People in this flow now' }).getByRole('link', { name: 'Jane Doe' }).waitFor();
  await page.getByRole('button', { name: /^Move down: Add the tag “reminded”/ }).click();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByText('The person in the flow now goes on with the steps as they were.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await bar.getByRole('button', { name: 'Save' }).click();
  await bar.waitFor({ state: 'detached' });
  await page.getByText('The flow was changed since').waitFor();

  await page.goto(`${fieldhook.ui}/#/contacts/${userNs}`);
  const runs = page.getByRole('list', { name: 'What happened, newest first' });
  await runs.getByRole('button', { name: 'Go on now…' }).click();
  const sooner = page.getByRole('dialog', { name: 'Not wait any longer?' });
  await sooner.getByRole('button', { name: 'Go on now' }).click();
  await sooner.waitFor({ state: 'hidden' });
  await expect.poll(now).toMatchObject({ state: 'waiting', count: 3 });
  await runs.getByText('The flow was changed since').waitFor();

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
  await runs.getByText('ended here').waitFor();
  await runs.getByRole('button', { name: 'End it…' }).waitFor({ state: 'hidden' });
});

test('SN1 what fell due while Fieldhook was not running asks the owner, who finds it from the first page', async ({
  start,
  open,
}) => {
  const before = await start();
  await makeWebhook(before, { name: 'Bookings' });
  const { userNs } = await ask<Contact>(before, 'POST', '/api/contacts', { name: 'Jane Doe' });
  const steps = [
    { id: 'aaaa1111', kind: 'wait', wait: { kind: 'after', minutes: 60 } },
    { id: 'bbbb1111', kind: 'tag', action: 'add', tag: 'reminded' },
  ];
  const { key } = await ask<Flow>(before, 'POST', '/api/flows', { name: 'Reminder', config: { steps } });
  await ask(before, 'POST', `/api/flows/${key}/start`, { contact: userNs });
  await before.stop();
  // As if it had been off for three hours.
  changeDatabase(before.dataDir, (database) => database.exec('UPDATE flow_run SET due_at = due_at - 10800000'));

  const after = await start({ dataDir: before.dataDir });
  const page = await open(after.address);
  await page.getByRole('link', { name: '1 person in a flow' }).click();
  await page.getByRole('heading', { name: '1 person waits for you' }).waitFor();
  const waiting = page.getByRole('list', { name: 'People who wait for you' });
  await waiting.getByText(/^It was due on .*, 2 hours ago/).waitFor();
  await menu(page).getByRole('link', { name: 'Flows 1 waiting' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await waiting.getByRole('button', { name: 'Go on now: Jane Doe, Reminder' }).press('Enter');
  await waiting.waitFor({ state: 'detached' });
  await focusOn(page.locator('#main'));
  await menu(page).getByRole('link', { name: 'Flows', exact: true }).waitFor();
  const { items } = await ask<RunPage>(after, 'GET', '/api/runs');
  expect(items).toMatchObject([{ state: 'done', steps: [{ state: 'done' }, { kind: 'tag', state: 'done' }] }]);
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
  await goLive(fieldhook.door, 'sms', { account });
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
  await dialog.getByRole('list', { name: 'Its messages' }).getByText('Not really sent', { exact: true }).waitFor();
  await dialog.getByRole('link', { name: 'Show the message' }).click();
  await page.getByText('A try: this is how it would look. It was not really sent.').waitFor();
});

test('SN4 whoever starts a flow sees whether its message went out; what is unclear goes again only after a question', async ({
  page,
  fieldhook,
}) => {
  const sent: string[] = [];
  const twilio = await fakeProvider(({ method, body }, response, socket) => {
    if (method === 'POST') sent.push(new URLSearchParams(body).get('Body') ?? '');
    if (sent.length < 2) socket.destroy();
    else response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"SM2"}');
  });
  await ask(fieldhook, 'PUT', '/api/settings', SETTINGS);
  await ask(fieldhook, 'POST', '/api/contacts', { firstName: 'Jane', lastName: 'Doe', phone: '+441174960123' });
  const steps = [{ id: 'aaaa1111', kind: 'send', channel: 'sms', text: 'See you soon.' }];
  const { key } = await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Reminder', config: { steps } });
  await ask(fieldhook, 'PUT', '/api/channels/sms/secrets/authToken', { value: 'token' });
  const account = { accountSid: 'AC1', from: '+442079460000', baseUrl: twilio.url };
  await goLive(fieldhook.door, 'sms', { account });

  await page.goto(`${fieldhook.ui}/#/flows/${key}`);
  await page.getByRole('button', { name: 'Start for a contact…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start “Reminder”' });
  await dialog.getByRole('combobox', { name: 'For whom' }).fill('Jane');
  await page.getByRole('option', { name: /Jane Doe/ }).click();
  await dialog.getByRole('button', { name: 'Start the flow' }).click();
  const made = dialog.getByRole('list', { name: 'Its messages' });
  await made.getByText('Unclear', { exact: true }).waitFor();
  await made.getByText('See you soon.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('link', { name: 'Show in the Outbox' }).click();

  const card = page.getByRole('article', { name: 'Message to Jane Doe' });
  await card.getByRole('button', { name: 'Send again…' }).click();
  const sure = page.getByRole('dialog', { name: 'Send this message again?' });
  await sure.getByText(/Jane Doe will get it twice/).waitFor();
  await sure.getByRole('button', { name: 'Cancel' }).click();
  await sure.waitFor({ state: 'hidden' });
  expect(sent).toEqual(['See you soon.']);

  await card.getByRole('button', { name: 'Send again…' }).click();
  await sure.getByRole('button', { name: 'Send it again' }).click();
  await sure.waitFor({ state: 'hidden' });
  await card.getByText('Sent', { exact: true }).waitFor();
  expect(sent).toHaveLength(2);
});
