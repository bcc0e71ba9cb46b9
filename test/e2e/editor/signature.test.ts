import { createHmac } from 'node:crypto';
import { describe, expect } from 'vitest';
import { ask, contactOf, makeWebhook } from '../screens/harbour-clinic.ts';
import { openEditor, savedWebhook } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';

const SECRET = 'made-up-secret-of-a-sender';

const signed = (address: string, body: string) =>
  fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
  });

describe('the signature of a sender', () => {
  test('RC7 is chosen and saved; its secret goes in, is never shown, and can be replaced and removed', async ({
    page,
    fieldhook,
  }) => {
    const { id } = await openEditor(page, fieldhook);
    await page.getByText('Signature: none').click();
    await page.getByText('Whoever knows the address can send requests.').waitFor();
    expect(await findBarriers(page), 'without a signature').toEqual([]);

    await page.getByRole('combobox', { name: 'How the sender proves who it is' }).click();
    await page.getByRole('option', { name: 'Intercom (unconfirmed)' }).waitFor();
    await page.getByRole('option', { name: 'GitHub' }).click();
    await page.getByText('Good: Forged and changed requests are refused.').waitFor();
    await page.getByText('Until the secret is stored, every request is refused.').waitFor();
    expect(await findBarriers(page), 'without the secret').toEqual([]);

    await page.getByLabel('Secret', { exact: true }).fill(`  ${SECRET}`);
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByText(/^Set on .* It cannot be shown again\.$/).waitFor();
    await page.getByText('Until the secret is stored').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(SECRET);
    expect(await findBarriers(page), 'with the secret').toEqual([]);

    await page.getByRole('button', { name: /^Save/ }).first().click();
    await expect.poll(async () => (await savedWebhook(fieldhook, id)).verify).toEqual({ scheme: 'github' });
    await ask(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
    const { address } = await savedWebhook(fieldhook, id);
    expect((await signed(address, '{}')).status).toBe(200);

    await page.getByRole('button', { name: 'Replace' }).click();
    await page.getByRole('button', { name: 'Keep the old one' }).click();
    await page.getByRole('button', { name: 'Remove…' }).click();
    const removing = page.getByRole('dialog', { name: /^Remove the stored / });
    await removing.getByText('It cannot be brought back').waitFor();
    await removing.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Until the secret is stored, every request is refused.').waitFor();
    expect((await signed(address, '{}')).status).toBe(401);
  });

  test('a signature of one’s own has its settings, and a fault in them is said', async ({
    page,
    fieldhook,
    faults,
  }) => {
    faults.allow(/422 \(Unprocessable Entity\).*\/api\/webhooks\/whk_\w+\)$/);
    const { id } = await openEditor(page, fieldhook, { email: 'jane@mail.example' });
    await page.getByText('Signature: none').click();
    await page.getByRole('combobox', { name: 'How the sender proves who it is' }).click();
    await page.getByRole('option', { name: 'Another signature (HMAC)' }).click();
    await page.getByLabel('What is signed').fill('{ts}.{body}');
    await page.getByText('Strong: Forged, changed and outdated requests are refused.').waitFor();
    expect(await findBarriers(page), 'generic').toEqual([]);
    await page.getByRole('button', { name: /^Save/ }).first().click();
    await page.getByText('Name the header that holds the {ts}.').waitFor();
    await page.getByLabel('Header with the time').fill('X-Time');
    await page.getByRole('button', { name: /^Save/ }).first().click();
    await expect
      .poll(async () => (await savedWebhook(fieldhook, id)).verify)
      .toMatchObject({ scheme: 'generic', template: '{ts}.{body}', timestampHeader: 'X-Time' });
  });
});

describe('what was refused before the secret was known', () => {
  test('RC7 is judged again in the editor and in the log, and what is proven is worked on', async ({
    page,
    fieldhook,
  }) => {
    const config = { identity: { email: '$.email' }, verify: { scheme: 'github' as const } };
    const { id, address } = await makeWebhook(fieldhook, { name: 'Bookings', config });
    await ask(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
    await signed(address, '{"email":"jane@mail.example"}');
    await fetch(address, { method: 'POST', body: '{"email":"mallory@mail.example"}' });

    await page.goto(`${fieldhook.ui}/#/webhooks/${id}`);
    await page.getByText('Signature: GitHub').click();
    const refused = page.getByRole('group', { name: 'Refused requests' });
    await refused.getByRole('button', { name: 'Judge again' }).click();
    await refused.getByText('0 requests of 2 would be proven now. 2 requests stay refused.').waitFor();
    await page.getByLabel('Secret', { exact: true }).fill(SECRET);
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByText(/^Set on /).waitFor();
    await refused.getByRole('button', { name: 'Judge again' }).click();
    await refused.getByText('1 request of 2 would be proven now. 1 request stays refused.').waitFor();
    expect(await findBarriers(page), 'editor').toEqual([]);
    expect(await contactOf(fieldhook, 'jane')).toBeUndefined();
    await refused.getByRole('button', { name: 'Work on the 1 proven' }).click();
    await refused.getByText('1 request was proven and will be worked on. 1 request stays refused.').waitFor();
    await expect.poll(() => contactOf(fieldhook, 'jane')).toMatchObject({ requests: 1 });
    expect(await contactOf(fieldhook, 'mallory')).toBeUndefined();

    await refused.getByRole('listitem').filter({ hasText: 'Not proven' }).getByRole('link').click();
    await page.getByRole('button', { name: 'Judge again' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Not proven' }).waitFor();
    expect(await findBarriers(page), 'entry').toEqual([]);
  });
});

describe('the log of a signed webhook', () => {
  test('S13 says why Meta’s question was refused, as does the panel that listens; the token that was typed there is hidden', async ({
    page,
    fieldhook,
  }) => {
    const config = { verify: { scheme: 'meta' as const } };
    const { id, address } = await makeWebhook(fieldhook, { name: 'Leads', config });
    await ask(fieldhook, 'PUT', `/api/webhooks/${id}/secrets/verifyToken`, { value: 'harbour-2026' });
    await page.goto(`${fieldhook.ui}/#/webhooks/${id}`);
    await page.getByRole('button', { name: 'Listen to payload data' }).click();
    const panel = page.getByRole('dialog', { name: 'Waiting for a request' });
    await panel.getByText('Waiting for the first request.').waitFor();
    const question = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' });
    question.set('hub.verify_token', 'harbor-2026');
    expect((await fetch(`${address}?${question}`)).status).toBe(403);
    const arrived = panel.getByRole('radio', { name: /Refused: sender’s question.*another verify token/s });
    await expect.poll(() => arrived.isDisabled()).toBe(true);
    await panel.getByText('Nothing of it can be a sample.').waitFor();
    expect(await findBarriers(page), 'panel').toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });

    await page.goto(`${fieldhook.ui}/#/log`);
    const rows = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    await rows.filter({ hasText: 'Refused: sender’s question' }).getByRole('link').first().click();
    await page.getByText(/^Meta asked with another verify token/).waitFor();
    await page.getByText(/^Check under Signature/).waitFor();
    expect(await findBarriers(page), 'entry').toEqual([]);
    expect(await page.content()).not.toContain('harbor-2026');
  });

  test('says what was proven, why a request was refused, and releases a duplicate once', async ({
    page,
    fieldhook,
  }) => {
    const config = { identity: { email: '$.email' }, verify: { scheme: 'github' as const } };
    const { id, address } = await makeWebhook(fieldhook, { name: 'Issues', config });
    await ask(fieldhook, 'PUT', `/api/webhooks/${id}/secrets/secret`, { value: SECRET });
    await ask(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
    await fetch(address, { method: 'POST', body: '{}' });
    const body = '{"email":"jane@mail.example"}';
    await signed(address, body);
    await signed(address, body);

    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.goto(`${fieldhook.ui}/#/log`);
    const rows = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    await rows.filter({ hasText: 'Refused: signature' }).getByRole('link').first().click();
    await page.getByText(/came without the header X-Hub-Signature-256/).waitFor();
    expect(await findBarriers(page), 'refused').toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Log', exact: true }).click();

    await rows.filter({ hasText: 'Duplicate' }).getByRole('link').first().click();
    await page.getByText('The signature (GitHub) is right').waitFor();
    await page.getByRole('link', { name: 'See the earlier one' }).waitFor();
    expect(await findBarriers(page), 'duplicate').toEqual([]);
    await page.getByRole('button', { name: 'Release…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Release this request?' });
    await dialog.getByText('What would happen today').waitFor();
    await dialog.getByText('Today it would have its effect, a second time').waitFor();
    await dialog.getByRole('list', { name: 'Good to know' }).getByText('had arrived before').waitFor();
    expect(await ask(fieldhook, 'GET', '/api/deliveries?outcome=duplicate')).toMatchObject({ items: [{}] });
    expect(await findBarriers(page), 'release').toEqual([]);
    await dialog.getByRole('button', { name: 'Release it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Processed').first().waitFor();
    await page.getByRole('button', { name: 'Release…' }).waitFor({ state: 'detached' });
    await page.getByText('It was held back as a repeat, and released by you.').waitFor();
    await focusOn(page.getByRole('heading', { level: 1, name: 'Request for Issues' }));
  });
});
