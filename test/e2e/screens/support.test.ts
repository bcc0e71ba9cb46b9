import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Webhook } from '#shared/contract/webhook.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import { ask, JANE, makeWebhook, openClinic, send } from './harbour-clinic.ts';

test('LG3 the support file is read before it is saved, and what is saved is what was shown', async ({
  page,
  fieldhook,
}) => {
  await openClinic(fieldhook);
  const made = await makeWebhook(fieldhook, { name: 'Intake form', config: { identity: { email: '$.email' } } });
  const webhook = await ask<Webhook>(fieldhook, 'PATCH', `/api/webhooks/${made.id}`, { active: true });
  await send(fieldhook, webhook, { email: JANE.email });

  await menu(page).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'See the support file…' }).click();
  const dialog = page.getByRole('dialog', { name: 'The support file' });
  const content = dialog.getByRole('region', { name: 'What is in the support file' });
  await content.getByText('"fieldhook-support"').waitFor();
  const shown = await content.innerText();
  expect(shown).toContain('$.email');
  for (const mark of [JANE.email, 'Intake form', 'Harbour Clinic', webhook.token]) expect(shown).not.toContain(mark);
  expect(await findBarriers(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the file' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^fieldhook-support-\d{4}-\d{2}-\d{2}\.json$/);
  expect((await readFile(await download.path(), 'utf8')).trim()).toBe(shown.trim());
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('Nothing was sent to anybody.').waitFor();
});
