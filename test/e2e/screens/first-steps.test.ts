import { describe, expect } from 'vitest';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { tabTo } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { ask, contactOf } from './harbour-clinic.ts';

describe('the first steps', () => {
  test('ID11 by keyboard alone: the business, “this is me”, the address, and the person whom a sample would make', async ({
    page,
    fieldhook,
  }) => {
    const { keyboard } = page;
    await tabTo(page, 'Set up Fieldhook');
    await keyboard.press('Enter');
    await page.getByText('Step 1 of 4.').waitFor();
    await tabTo(page, 'Name');
    await keyboard.type('Harbour Clinic');
    // What is typed and confirmed is chosen, and does not send the form.
    for (const [choice, typed, label] of [
      ['Country', 'ireland', 'Ireland'],
      ['Time zone', 'dublin', 'Europe/Dublin'],
    ] as const) {
      await tabTo(page, choice);
      await keyboard.type(typed);
      await keyboard.press('Enter');
      await expect.poll(() => page.getByRole('combobox', { name: choice }).inputValue()).toBe(label);
    }
    await tabTo(page, 'Save and go on');
    await keyboard.press('Enter');
    await page.getByText('Step 2 of 4.').waitFor();
    await tabTo(page, 'Your e-mail addresses');
    await keyboard.type('hello@studio-lind.example');
    await keyboard.press('Enter');
    await tabTo(page, 'Save and go on');
    await keyboard.press('Enter');
    await page.getByText('Step 3 of 4.').waitFor();
    await page.getByRole('radio', { name: 'A free public address from localtunnel' }).waitFor();
    await tabTo(page, 'Skip this step');
    await keyboard.press('Enter');
    await tabTo(page, 'Send a sample booking');
    await keyboard.press('Enter');
    const result = page.getByRole('region', { name: 'What the sample would do' });
    await result.getByText('amelia.hart@example.com').first().waitFor();
    await result.getByRole('heading', { name: 'Amelia Hart' }).waitFor();
    await result.getByText('+44 20 7946 0018').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    // Nobody was made, and nothing is switched on.
    expect(await ask(fieldhook, 'GET', '/api/contacts')).toMatchObject({ total: 0 });
    // Gone back and come again, the sample goes to the webhook that was made for it.
    await page.reload();
    await page.getByRole('button', { name: 'Send a sample booking' }).click();
    await result.getByRole('heading', { name: 'Amelia Hart' }).waitFor();
    expect(await ask(fieldhook, 'GET', '/api/webhooks')).toHaveLength(1);
    await tabTo(page, 'Keep this and see how it is made');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Sample bookings' }).waitFor();
    const [webhook] = await ask<WebhookRow[]>(fieldhook, 'GET', '/api/webhooks');
    expect(webhook).toMatchObject({ active: false, identity: { email: '$.payload.email' } });
    expect(await ask(fieldhook, 'GET', '/api/settings')).toMatchObject({
      businessName: 'Harbour Clinic',
      country: 'IE',
      timeZone: 'Europe/Dublin',
      ownEmails: ['hello@studio-lind.example'],
      tunnel: { provider: 'localtunnel' },
    });
    // What was kept works: the next such booking makes the person who was shown.
    await ask(fieldhook, 'PATCH', `/api/webhooks/${webhook?.id}`, { active: true });
    await ask(fieldhook, 'POST', `/api/webhooks/${webhook?.id}/send-sample`, { sample: 'booking' });
    await expect.poll(() => contactOf(fieldhook, 'amelia')).toMatchObject({ label: 'Amelia Hart' });
  });

  test('every step can be skipped, a refusal is said in place, and the settings lead back', async ({
    page,
    fieldhook,
    faults,
  }) => {
    faults.allow(/422.*\/api\/settings/);
    const before = await ask(fieldhook, 'GET', '/api/settings');
    await page.goto(`${fieldhook.ui}/#/settings`);
    await page.getByRole('link', { name: 'Go through the setup' }).click();
    for (const step of ['Step 1', 'Step 2']) {
      await page.getByText(`${step} of 4.`).waitFor();
      await page.getByRole('button', { name: 'Skip this step' }).click();
    }
    await page.getByText('Step 3 of 4.').waitFor();
    await choose(page.getByRole('radio', { name: 'My own address' }));
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill('hooks of mine');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByText('This is not a web address.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Try it now' }).click();
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('heading', { level: 1, name: 'Welcome to Fieldhook' }).waitFor();
    expect(await ask(fieldhook, 'GET', '/api/settings')).toEqual(before);
  });
});
