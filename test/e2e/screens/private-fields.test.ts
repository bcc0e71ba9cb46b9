import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, contactOf, JANE, makeWebhook, send } from './harbour-clinic.ts';

const SECRET = 'hay fever';

test('LG3 a field is made private; its values are hidden on the person’s page and in the log until one asks for them', async ({
  page,
  fieldhook,
}) => {
  await ask(fieldhook, 'POST', '/api/fields', { name: 'Diagnosis', type: 'text' });
  const { id } = await makeWebhook(fieldhook, {
    name: 'Intake form',
    config: { identity: { email: '$.email' }, fields: [{ field: 'diagnosis', path: '$.finding' }] },
  });
  const intake = await ask<Webhook>(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
  const delivery = await send(fieldhook, intake, { email: JANE.email, finding: SECRET });
  const jane = await contactOf(fieldhook, 'jane');

  await page.goto(`${fieldhook.ui}/#/fields`);
  await page.getByRole('button', { name: 'More for Diagnosis' }).click();
  await page.getByRole('menuitem', { name: 'Make private' }).click();
  await page
    .getByRole('row', { name: /Diagnosis/ })
    .getByText('private', { exact: true })
    .waitFor();

  await page.goto(`${fieldhook.ui}/#/contacts/${jane?.userNs}`);
  await page.getByRole('button', { name: 'Show private values' }).waitFor();
  await expect.poll(() => page.getByText(SECRET).count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show private values' }).click();
  await page.getByText(SECRET).waitFor();
  await page.getByRole('button', { name: 'Edit Diagnosis' }).waitFor();

  await page.goto(`${fieldhook.ui}/#/log/${delivery.id}`);
  await page.getByRole('button', { name: 'Show private values' }).waitFor();
  await page
    .getByRole('table', { name: /Custom fields/ })
    .getByText('••••••')
    .first()
    .waitFor();
  await page.getByRole('tab', { name: 'As received' }).click();
  await page.getByText('The raw text holds private values').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show private values' }).click();
  await page.getByRole('region', { name: 'Body of the request' }).getByText(SECRET).waitFor();
  await page.getByRole('button', { name: 'Hide private values' }).waitFor();

  await page.goto(`${fieldhook.ui}/#/contacts`);
  const exported = async (choice: string) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: choice }).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  };
  expect(await exported('For spreadsheets (CSV), without private values')).not.toContain(SECRET);
  await page.getByRole('region', { name: 'Export' }).waitFor({ state: 'detached' });
  expect(await exported('For spreadsheets (CSV), with private values')).toContain(SECRET);
});

test('LG3 earlier values that are being read stay open when private values are shown', async ({ page, fieldhook }) => {
  await ask(fieldhook, 'POST', '/api/fields', { name: 'Diagnosis', type: 'text', isPrivate: true });
  const { userNs } = await ask<Contact>(fieldhook, 'POST', '/api/contacts', {
    name: 'Jane Doe',
    fields: { diagnosis: 'hay fever' },
  });
  await ask(fieldhook, 'PATCH', `/api/contacts/${userNs}`, { fields: { diagnosis: 'asthma' } });
  await page.goto(`${fieldhook.ui}/#/contacts/${userNs}`);
  const earlier = page.getByRole('list', { name: 'Earlier values of Diagnosis' });
  await page.getByText('Earlier values').click();
  await earlier.getByText('••••••').waitFor();
  await page.getByRole('button', { name: 'Show private values' }).click();
  await earlier.getByText('hay fever').waitFor();
  await page.getByText('Earlier values').click();
  await earlier.waitFor({ state: 'hidden' });
});
