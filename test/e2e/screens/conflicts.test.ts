import { describe, expect } from 'vitest';
import type { Contact, ContactDetail } from '#shared/contract/contact.ts';
import type { Flow } from '#shared/contract/flow.ts';
import type { MessagePage } from '#shared/contract/message.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import type { Fieldhook } from '../support/start-fieldhook.ts';
import { ask, makeWebhook, send } from './harbour-clinic.ts';

const PHONE = '+441174960123';
const EMAIL = 'j.doe@mail.example';

/** Jane by phone, J. Doe by e-mail, and a webhook to which a request with both is a conflict. */
async function openPractice(fieldhook: Fieldhook, identification: 'careful' | 'compatible' = 'careful') {
  await ask(fieldhook, 'POST', '/api/fields', { name: 'Notes', type: 'text' });
  const add = (body: object) => ask<ContactDetail>(fieldhook, 'POST', '/api/contacts', body);
  const jane = await add({ phone: PHONE, name: 'Jane Doe', fields: { notes: 'Prefers mornings' } });
  const other = await add({ email: EMAIL, name: 'J. Doe', crmContactId: 'C-204' });
  const { id } = await makeWebhook(fieldhook, {
    name: 'Bookings',
    config: {
      identity: { phone: '$.phone', email: '$.email' },
      identification,
      fields: [{ field: 'notes', path: '$.notes' }],
    },
  });
  const webhook = await ask<Webhook>(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
  const clash = () => send(fieldhook, webhook, { phone: PHONE, email: EMAIL, notes: 'First visit' });
  return { jane, other, webhook, clash };
}

const contacts = async (fieldhook: Fieldhook) =>
  (await ask<{ items: Contact[] }>(fieldhook, 'GET', '/api/contacts')).items;

describe('conflicts', () => {
  test('ID10 phone of one, e-mail of another: told of, decided by merging, and undone', async ({ page, fieldhook }) => {
    const { jane, other, clash } = await openPractice(fieldhook);
    await menu(page).getByRole('link', { name: 'Conflicts' }).click();
    await page.getByText('Nothing waits for you').waitFor();
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await clash();
    await menu(page).getByRole('link', { name: 'Conflicts 1 waiting' }).waitFor();
    await page.getByText('One conflict waits for your decision.').waitFor({ state: 'attached' });
    await menu(page).getByRole('link', { name: 'Conflicts 1 waiting' }).click();
    await page.getByRole('link', { name: 'Jane Doe or J. Doe' }).click();

    const says = page.getByRole('region', { name: 'The request says' });
    await says.getByText('of Jane Doe').waitFor();
    await says.getByText('First visit').waitFor();
    await page.getByRole('article', { name: 'Jane Doe' }).getByText('Prefers mornings').waitFor();
    await page.getByRole('article', { name: 'J. Doe', exact: true }).getByText('C-204').waitFor();

    await page.getByRole('button', { name: 'Merge them…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge them into one contact' });
    await dialog.getByRole('row', { name: /Email.*j\.doe@mail\.example/ }).waitFor();
    await dialog.getByRole('button', { name: 'Merge and work on the request' }).click();
    await page.getByRole('heading', { name: 'All merged into Jane Doe' }).waitFor();
    await menu(page).getByRole('link', { name: 'Conflicts', exact: true }).waitFor();
    await expect
      .poll(() => contacts(fieldhook))
      .toMatchObject([
        { userNs: jane.userNs, phone: PHONE, email: EMAIL, requests: 1, fields: { notes: { text: 'First visit' } } },
      ]);

    await page.getByRole('button', { name: 'Undo merge of J. Doe' }).click();
    await page.getByRole('status').getByText('is a contact again').waitFor();
    const back = await ask<ContactDetail>(fieldhook, 'GET', `/api/contacts/${other.userNs}`);
    expect(back).toEqual(other);
    await page.getByRole('link', { name: 'See the log entry' }).click();
    await page.getByText('Jane Doe, as you decided (ID10)').waitFor();
    await page.getByRole('link', { name: 'Open conflict' }).click();
    await page.getByRole('heading', { name: 'All merged into Jane Doe' }).waitFor();
  });

  test('ID10 SN5 a decision is undone; one is picked by keyboard, gets the message once, and is remembered', async ({
    page,
    fieldhook,
  }) => {
    const { webhook, clash } = await openPractice(fieldhook);
    const entry = await clash();
    await page.goto(`${fieldhook.ui}/#/log/${entry.id}`);
    await page.getByRole('link', { name: 'Decide whom it is about' }).click();
    await page.getByRole('button', { name: 'New contact' }).click();
    await page.getByRole('heading', { name: /^About somebody new/ }).waitFor();
    const note = page.getByRole('alert').filter({ hasText: 'About somebody new' });
    await note.getByRole('button', { name: 'Undo' }).waitFor();
    await page.getByText(/possible until .*, while nothing went out/).waitFor();
    await page.getByRole('button', { name: 'Undo the decision' }).press('Enter');
    await page.getByRole('heading', { name: 'Whom is this request about?' }).waitFor();
    expect(await contacts(fieldhook)).toHaveLength(2);

    const steps = [{ id: 'aaaa1111', kind: 'send', channel: 'email', subject: 'Booking', text: 'See you soon' }];
    const config = { steps, coolDownHours: 24 };
    const { key } = await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Confirmation', config });
    const { identity, identification, fields } = webhook;
    const starting = { identity, identification, fields, flow: key };
    await ask(fieldhook, 'PATCH', `/api/webhooks/${webhook.id}`, { config: starting });
    const messages = async () => (await ask<MessagePage>(fieldhook, 'GET', '/api/messages')).items;
    expect(await messages()).toEqual([]);
    await page.getByText('The flow “Confirmation” then starts for whom you choose').waitFor();
    await page.getByRole('checkbox', { name: 'Remember this' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'It is about J. Doe' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'About J. Doe' }).waitFor();
    await focusOn(page.locator('[aria-labelledby="decision"]'));
    await expect.poll(messages).toMatchObject([{ to: EMAIL, text: 'See you soon', state: 'sent' }]);
    expect(await clash()).toMatchObject({ outcome: 'processed', contact: { label: 'J. Doe' } });
    expect(await messages()).toHaveLength(1);

    await menu(page).getByRole('link', { name: 'Conflicts', exact: true }).click();
    await page.getByRole('tab', { name: 'Remembered' }).click();
    await page.getByText(`Phone +44 117 496 0123 and Email ${EMAIL}`).waitFor();
    await page.getByRole('button', { name: 'Forget…' }).click();
    const forgetting = page.getByRole('dialog', { name: 'Forget this decision?' });
    await forgetting.getByText('The next such request waits for you again.').waitFor();
    await forgetting.getByRole('button', { name: 'Forget decision' }).click();
    await page.getByText('Nothing is remembered').waitFor();
    expect(await clash()).toMatchObject({ outcome: 'conflict' });
    await page.getByRole('tab', { name: 'Waiting (1)' }).waitFor();
  });

  test('ID10 RC3 an item that names two people is decided from its line in the log entry', async ({
    page,
    fieldhook,
  }) => {
    await openPractice(fieldhook);
    const { id: made } = await makeWebhook(fieldhook, {
      name: 'Guests',
      config: {
        itemsPath: '$.guests',
        identity: { phone: '$.guests[*].phone', email: '$.guests[*].email' },
        identification: 'careful',
      },
    });
    const webhook = await ask<Webhook>(fieldhook, 'PATCH', `/api/webhooks/${made}`, { active: true });
    const guests = [{ email: 'ann@mail.example' }, { phone: PHONE, email: EMAIL }];
    const { id } = await send(fieldhook, webhook, { guests });
    await page.goto(`${fieldhook.ui}/#/log/${id}`);
    await page.getByRole('region', { name: 'Item by item' }).getByText('#2').click();
    await page.getByRole('link', { name: 'Decide whom it is about' }).click();
    await page.getByRole('heading', { name: 'Whom is item 2 of this request about?' }).waitFor();
    await page.getByRole('region', { name: 'The item says' }).getByText('of Jane Doe').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'It is about Jane Doe' }).click();
    await page.getByRole('heading', { name: 'About Jane Doe' }).waitFor();
    await page.getByRole('link', { name: 'See the log entry' }).click();
    await page.getByText('2 people: 2 processed.').first().waitFor();
  });

  test('a new contact is made, and somebody who is gone is not offered', async ({ page, fieldhook }) => {
    const { other, clash } = await openPractice(fieldhook);
    await clash();
    await menu(page).getByRole('link', { name: 'Conflicts 1 waiting' }).click();
    await page.getByRole('link', { name: 'Jane Doe or J. Doe' }).click();
    await page.getByRole('article', { name: 'J. Doe', exact: true }).waitFor();
    await ask(fieldhook, 'DELETE', `/api/contacts/${other.userNs}`);
    await page.getByText('has been deleted since').waitFor();
    await page.getByRole('button', { name: 'Merge them…' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'New contact' }).click();
    await page.getByRole('heading', { name: /^About somebody new/ }).waitFor();
    await expect.poll(() => contacts(fieldhook)).toHaveLength(2);
  });

  test('the choice stands in step 4, and the check shows what it means', async ({ page, fieldhook }) => {
    const { webhook } = await openPractice(fieldhook, 'compatible');
    const sample = {
      text: JSON.stringify({ phone: PHONE, email: EMAIL }),
      contentType: 'application/json',
      deliveryId: null,
    };
    await ask(fieldhook, 'PUT', `/api/webhooks/${webhook.id}/sample`, sample);
    await page.goto(`${fieldhook.ui}/#/webhooks/${webhook.id}`);
    await page.getByText('Jane Doe, found by phone number (ID5)').waitFor();
    await choose(page.getByRole('radio', { name: 'All of them have to agree' }));
    await page.getByText('Conflict (ID10): the phone number belongs to Jane Doe').waitFor();
    await page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(async () => (await ask<Webhook>(fieldhook, 'GET', `/api/webhooks/${webhook.id}`)).identification)
      .toBe('careful');
  });
});

describe('merging by hand', () => {
  test('the other is looked up, values are chosen, and it is undone on the page', async ({ page, fieldhook }) => {
    const { jane, other } = await openPractice(fieldhook);
    await page.goto(`${fieldhook.ui}/#/contacts/${jane.userNs}`);
    await page.getByRole('button', { name: 'Merge with…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge Jane Doe with…' });
    await dialog.getByRole('searchbox').fill('j.doe');
    await dialog.getByRole('button', { name: /^J\. Doe/ }).click();
    await choose(dialog.getByRole('radio', { name: 'Name: J. Doe' }));
    await dialog.getByText('The contact is called J. Doe afterwards').waitFor();
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'J. Doe' }).waitFor();
    await page.getByText('User Ns of a merged contact').waitFor();

    // The address of the other leads here.
    await page.goto(`${fieldhook.ui}/#/contacts/${other.userNs}`);
    await expect.poll(() => page.url()).toContain(jane.userNs);
    await page.getByRole('button', { name: 'Undo merge of J. Doe' }).click();
    await page.getByRole('status').getByText('is a contact again').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Jane Doe' }).waitFor();
    expect(await ask(fieldhook, 'GET', `/api/contacts/${other.userNs}`)).toEqual(other);
  });

  test('no screen of it has a barrier, in light and dark', async ({ page, fieldhook }) => {
    const { jane, clash } = await openPractice(fieldhook);
    await clash();
    const { items } = await ask<{ items: { id: string }[] }>(fieldhook, 'GET', '/api/conflicts');
    await ask(fieldhook, 'POST', `/api/conflicts/${items[0]?.id}/resolve`, { choice: 'merge', keep: jane.userNs });
    const inBoth = async (place: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await findBarriers(page), `${place} in ${colorScheme}`).toEqual([]);
      }
    };
    await page.goto(`${fieldhook.ui}/#/conflicts/${items[0]?.id}`);
    await page.getByRole('button', { name: 'Undo merge of J. Doe' }).click();
    await page.getByRole('status').getByText('is a contact again').waitFor();
    await inBoth('undone');
    await page.goto(`${fieldhook.ui}/#/contacts/${jane.userNs}`);
    await page.getByRole('button', { name: 'Merge with…' }).click();
    await page.getByRole('button', { name: /^J\. Doe/ }).click();
    await page.getByRole('radio', { name: 'Name: J. Doe' }).waitFor();
    await inBoth('merge with');
  });
});
