import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import type { Flow } from '#shared/contract/flow.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import published from '#shared/contract/webhook-file.schema.json' with { type: 'json' };
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { ask, makeWebhook, openClinic } from './harbour-clinic.ts';

describe('export and import', () => {
  test('EX2 a file is looked at, decided about, and imported', async ({ page, fieldhook }) => {
    const { bookings } = await openClinic(fieldhook);
    const test = { name: 'A booking', source: { text: '{"email":"jane@mail.example"}' } };
    await ask(fieldhook, 'POST', `/api/webhooks/${bookings.id}/tests`, test);
    await page.getByRole('button', { name: 'More for Bookings' }).click();
    await page.getByRole('menuitem', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export “Bookings”' });
    await dialog.getByRole('region', { name: 'What the file tells' }).getByText('Booking start').waitFor();
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save the file' }).click();
    expect((await download).suggestedFilename()).toBe('bookings.fieldhook');
    const { text } = await ask<{ text: string }>(fieldhook, 'GET', `/api/webhooks/${bookings.id}/export`);

    await page.getByRole('link', { name: 'Import' }).click();
    const schema = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the JSON Schema' }).click();
    expect(JSON.parse(await readFile(await (await schema).path(), 'utf8'))).toEqual(published);
    const changed = Buffer.from(text.replace('$.email', '$.mail'));
    const file = { name: 'bookings.fieldhook', mimeType: 'application/json', buffer: changed };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('One of this name is here, with other settings').waitFor();
    const changedPath = page.getByRole('row', { name: 'Email $.email $.mail' });
    await changedPath.waitFor();
    expect(await changedPath.locator('code').allTextContents()).toEqual(['$.email', '$.mail']);
    await page.getByText('0 of 1 test passes.').waitFor();
    await page.getByText('Email: should be person@mail.example, is nothing').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect.poll(() => findBarriers(page)).toEqual([]);
    }
    await choose(page.getByRole('radio', { name: 'Replace the settings of “Bookings”' }));
    await page.getByText('It keeps its address and its log').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('replace');
    await page.getByRole('button', { name: 'Import 1 webhook' }).click();
    await page.getByRole('heading', { level: 1, name: 'Imported' }).waitFor();
    expect(await ask<Webhook>(fieldhook, 'GET', `/api/webhooks/${bookings.id}`)).toMatchObject({
      active: false,
      identity: { email: '$.mail' },
      token: bookings.token,
    });
  });

  test('EX1 what the owner wrote is shown before the file is saved, and the file is what was shown', async ({
    page,
    fieldhook,
  }) => {
    const { bookings } = await openClinic(fieldhook);
    const sample = { text: '{"email":"jane@mail.example"}', contentType: 'application/json', deliveryId: null };
    await ask(fieldhook, 'PUT', `/api/webhooks/${bookings.id}/sample`, sample);
    const test = { operand: { of: 'contact', slot: 'phone' }, comparison: 'is', value: '0412 345 678' };
    const steps = [{ id: 'ask1', kind: 'condition', test, yes: [], no: [] }];
    const flow = await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Confirm', config: { steps } });
    await makeWebhook(fieldhook, { name: 'Front desk', config: { identity: { phone: '$.phone' }, flow: flow.key } });

    await page.getByRole('button', { name: 'Export all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export all webhooks' });
    await dialog.getByText('One text looks private.').waitFor();
    await focusOn(dialog.getByRole('button', { name: 'Cancel' }));
    const told = dialog.getByRole('region', { name: 'What the file tells' });
    await told.getByText('Step 1: compared with').waitFor();
    await told.getByText('0412 345 678').waitFor();
    await told.getByText('Looks like a phone number').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect.poll(() => findBarriers(page)).toEqual([]);
    }
    await choose(dialog.getByRole('checkbox', { name: 'Add the samples' }));
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save the file' }).click();
    const saved = await (await download).path().then((path) => readFile(path, 'utf8'));
    expect(saved).toContain('person@mail.example');
    expect(saved).not.toContain('jane@');
    expect(saved).toBe((await ask<{ text: string }>(fieldhook, 'GET', '/api/webhook-file?sample=masked')).text);
    await expect.poll(() => dialog.isVisible()).toBe(false);
  });

  test('EX2 a flow of the file is a copy unless its owner says otherwise, and replaced it is a new version', async ({
    page,
    fieldhook,
  }) => {
    const { bookings } = await openClinic(fieldhook);
    const step = { id: 'send1', kind: 'send', channel: 'sms', text: 'See you soon.' };
    const flow = await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Confirm', config: { steps: [step] } });
    const { version, identity, fields, profile } = await ask<Webhook>(fieldhook, 'GET', `/api/webhooks/${bookings.id}`);
    const config = { identity, fields, profile, flow: flow.key };
    await ask(fieldhook, 'PATCH', `/api/webhooks/${bookings.id}`, { config, version });
    const { text } = await ask<{ text: string }>(fieldhook, 'GET', `/api/webhooks/${bookings.id}/export`);

    await page.getByRole('link', { name: 'Import' }).click();
    const buffer = Buffer.from(text.replace('See you soon.', 'We call you.'));
    const file = { name: 'bookings.fieldhook', mimeType: 'application/json', buffer };
    await page.locator('input[type=file]').setInputFiles(file);
    const flows = page.getByRole('list', { name: 'Flows in the file' });
    await flows.getByRole('radio', { name: 'Add it as a copy “Confirm (2)”', checked: true }).waitFor();
    await flows.getByRole('row', { name: 'Step 1 SMS: “See you soon.” SMS: “We call you.”' }).waitFor();
    await flows.getByText('It is made beside yours, which stays as it is.').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect.poll(() => findBarriers(page)).toEqual([]);
    }
    await choose(flows.getByRole('radio', { name: 'Keep mine' }));
    await flows.getByText('Yours stays as it is.').waitFor();
    await page.getByRole('button', { name: 'Nothing to import' }).waitFor();
    await choose(flows.getByRole('radio', { name: 'Replace mine with a new version' }));
    await flows.getByText('“Bookings” starts it and is switched off').waitFor();
    await page.getByRole('button', { name: 'Import 1 flow' }).click();
    await page.getByText('A new version of “Confirm” is here.').waitFor();
    await page.getByRole('list', { name: 'Switched off' }).getByRole('link', { name: 'Bookings' }).waitFor();
    expect(await ask<Flow>(fieldhook, 'GET', `/api/flows/${flow.key}`)).toMatchObject({
      version: flow.version + 1,
      steps: [{ text: 'We call you.' }],
    });
    expect(await ask<Flow[]>(fieldhook, 'GET', '/api/flows')).toHaveLength(1);
  });

  test('EX2 the settings of a chatbot platform are typed in; what is wrong is said at its box', async ({
    page,
    fieldhook,
  }) => {
    await ask(fieldhook, 'POST', '/api/fields', { name: 'Visit', type: 'datetime' });
    await page.getByRole('link', { name: 'Import' }).click();
    const form = page.getByRole('form', { name: 'Settings of the webhook' });
    await form.getByRole('button', { name: 'Show what it would do' }).click();
    await form.getByText('Give the webhook a name.').waitFor();
    await form.getByText('Write at least one of User Ns').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('settings-form-name');
    await page.keyboard.type('Moved');
    await form.getByRole('textbox', { name: 'Phone' }).fill('$.phone[');
    await form.getByText('Column 9:').waitFor();
    await form.getByRole('textbox', { name: 'Phone' }).fill('$.phone');
    await form.getByRole('textbox', { name: 'Email' }).fill('$.answers[(@.length-1)].value');
    await form.getByRole('button', { name: 'Use today’s form' }).click();
    await expect.poll(() => form.getByRole('textbox', { name: 'Email' }).inputValue()).not.toContain('length');

    await form.getByRole('combobox', { name: 'Custom field' }).fill('visit');
    await expect.poll(() => form.getByRole('combobox', { name: 'Type of the field' }).inputValue()).toBe('DateTime');
    await form.getByRole('textbox', { name: 'JSON path of visit' }).fill('$.start');
    await form.getByRole('button', { name: 'Add a row' }).press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('settings-form-fields-1-name');
    await page.keyboard.type('Shoe size: left');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('$.size');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect.poll(() => findBarriers(page)).toEqual([]);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Shoe size: left (Text) is' }).waitFor();
    await focusOn(page.getByRole('heading', { level: 1, name: 'What this import would do' }));
    await page.getByRole('button', { name: 'Back to the form' }).press('Enter');
    await focusOn(form.getByRole('textbox', { name: 'Name', exact: true }));
    await expect
      .poll(() => form.getByRole('textbox', { name: 'JSON path of Shoe size: left' }).inputValue())
      .toBe('$.size');
    await form.getByRole('button', { name: 'Remove Shoe size: left' }).press('Enter');
    await expect.poll(() => form.getByRole('group').count()).toBe(3);
    await form.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByRole('button', { name: 'Import 1 webhook' }).click();
    await page.getByRole('link', { name: 'Moved' }).waitFor();
    const [made] = await ask<WebhookRow[]>(fieldhook, 'GET', '/api/webhooks');
    expect(made).toMatchObject({
      name: 'Moved',
      active: false,
      identity: { phone: '$.phone' },
      fields: [{ field: 'visit', path: '$.start' }],
    });
    await page.getByRole('button', { name: 'Import more' }).click();
    await expect.poll(() => form.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('');
  });

  test('EX2 what is pasted fills the form, half-typed or not, and undo brings back what stood there', async ({
    page,
    fieldhook,
  }) => {
    await page.getByRole('link', { name: 'Import' }).click();
    const form = page.getByRole('form', { name: 'Settings of the webhook' });
    const name = form.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Half-typed');
    await page.getByRole('tab', { name: 'Type it in' }).press('ArrowRight');
    const text = page.getByRole('textbox', { name: 'Settings as text' });
    await text.fill('Name: Moved\nPhone: $.phone\nhello\nVisit (datetime) ← $.start');
    await page.getByRole('tab', { name: 'Paste it' }).press('ArrowLeft');
    await expect.poll(() => name.inputValue()).toBe('Half-typed');
    await page.getByRole('link', { name: 'Contacts' }).first().click();
    await page.goBack();
    await expect.poll(() => name.inputValue()).toBe('Half-typed');
    await page.getByRole('tab', { name: 'Paste it' }).click();
    await expect.poll(() => text.inputValue()).toContain('hello');

    await page.getByRole('button', { name: 'Fill the form with it' }).click();
    await form.getByRole('alert').getByText('One line was left out.').waitFor();
    await form.getByText('Line 3, “hello”').waitFor();
    await expect.poll(() => name.inputValue()).toBe('Moved');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('settings-form-name');
    await page.keyboard.press('Control+z');
    await expect.poll(() => name.inputValue()).toBe('Half-typed');
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => name.inputValue()).toBe('Moved');
    await name.fill('Moved over');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Visit (DateTime) is' }).waitFor();
    await page.getByRole('button', { name: 'Import 1 webhook' }).click();
    await page.getByRole('link', { name: 'Moved over' }).waitFor();
    expect(await ask<WebhookRow[]>(fieldhook, 'GET', '/api/webhooks')).toMatchObject([
      { name: 'Moved over', active: false, identity: { phone: '$.phone' } },
    ]);
  });
});
