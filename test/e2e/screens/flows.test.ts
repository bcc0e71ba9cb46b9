import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { ChannelState } from '#shared/contract/channel.ts';
import type { Flow } from '#shared/contract/flow.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { answering, fakeProvider } from '#test/contract/channels/fake-provider.ts';
import { choose } from '../support/choose.ts';
import { keepSample, receipt } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import type { Fieldhook } from '../support/start-fieldhook.ts';
import { ask, contactOf, SETTINGS, send } from './harbour-clinic.ts';

const BOOKING = {
  email: 'jane@mail.example',
  phone: '+44 117 496 0123',
  first: 'Jane',
  name: 'Jane Doe',
  // Summer time in London: an hour later on the clinic's clocks.
  start: '2027-07-01T09:30:00Z',
};

/** A clinic whose webhook knows people by number and e-mail, without a flow yet. */
async function openClinic(fieldhook: Fieldhook): Promise<Webhook> {
  await ask(fieldhook, 'PUT', '/api/settings', SETTINGS);
  await ask(fieldhook, 'POST', '/api/fields', { name: 'Booking start', type: 'datetime' });
  const webhook = await ask<Webhook>(fieldhook, 'POST', '/api/webhooks', {
    name: 'Bookings',
    config: {
      identity: { email: '$.email', phone: '$.phone' },
      profile: { firstName: '$.first', name: '$.name' },
      fields: [{ field: 'booking_start', path: '$.start' }],
    },
  });
  await keepSample(fieldhook, webhook.id, BOOKING);
  return webhook;
}

const makeFlow = (fieldhook: Fieldhook, name: string, steps: object[]) =>
  ask<Flow>(fieldhook, 'POST', '/api/flows', { name, config: { steps } });

const message = (id: string, channel: string, text: string) => ({
  id,
  kind: 'send',
  channel,
  text,
  subject: 'Booking',
});

async function addStep(page: Page, kind: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add a step', exact: true }).last().click();
  await page.getByRole('menuitem', { name: kind }).click();
}

test('SN7 a booking ends as an SMS with the right local hour, made and seen on screen', async ({ page, fieldhook }) => {
  const webhook = await openClinic(fieldhook);

  // The webhook's editor → a new flow without leaving → its steps.
  await page.goto(`${fieldhook.ui}/#/webhooks/${webhook.id}`);
  await page.getByRole('button', { name: 'New flow' }).click();
  await page.getByRole('dialog', { name: 'New flow' }).getByLabel('Name').fill('Confirmation');
  await page.getByRole('button', { name: 'Create flow' }).click();
  await page.getByRole('link', { name: 'Add its steps' }).click();
  await page.getByRole('heading', { level: 1, name: 'Confirmation' }).waitFor();
  await addStep(page, /^Send a message/);
  await page
    .getByRole('combobox', { name: 'How' })
    .or(page.getByRole('textbox', { name: 'How' }))
    .click();
  await page.getByRole('option', { name: 'SMS' }).click();
  const text = page.getByRole('textbox', { name: 'Text' });
  await text.fill('Hi ');
  await text.pressSequentially('{{ first');
  await page.getByRole('option', { name: /^First name/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => text.inputValue()).toBe('Hi {{ contact.first_name }}');
  await text.press('End');
  await text.pressSequentially(', see you at ');
  await page.getByRole('button', { name: 'Insert into Text' }).click();
  await page.getByRole('menuitem', { name: 'Booking start: time only' }).click();
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });

  // Back in the webhook, the choice is still there; the receipt shows the message as it will look.
  await page.goto(`${fieldhook.ui}/#/webhooks/${webhook.id}`);
  await receipt(page).getByText('Hi Jane, see you at 10:30').waitFor();
  await page.getByRole('switch', { name: 'Active' }).click();
  await page.getByText('Every request finds or makes its contact and fills the fields.').waitFor();

  // A request over HTTP → the Outbox, and the person's page.
  await send(fieldhook, webhook, BOOKING);
  await menu(page).getByRole('link', { name: 'Outbox' }).click();
  const sent = page.getByRole('article', { name: 'Message to Jane Doe' });
  await sent.getByText('Hi Jane, see you at 10:30').waitFor();
  await sent.getByText('Not really sent').waitFor();
  await sent.getByRole('link', { name: 'Jane Doe' }).click();
  const happened = page.getByRole('list', { name: 'What happened, newest first' });
  await happened.getByText('Hi Jane, see you at 10:30').waitFor();
  await happened.getByText('Done', { exact: true }).waitFor();

  // Deleted by mistake: it is there again, and the webhook starts it.
  await menu(page).getByRole('link', { name: 'Flows' }).click();
  await page.getByRole('button', { name: 'More for Confirmation' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete it everywhere' }).click();
  await page.getByText('No flows yet').waitFor();
  const note = page.getByRole('alert').filter({ hasText: 'Confirmation is deleted.' });
  await note.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.getByRole('list', { name: 'Flows' }).getByText('Started by Bookings').waitFor();
});

test('SN3 a Messenger message that may not go out says why, and is dropped', async ({ page, fieldhook }) => {
  const webhook = await openClinic(fieldhook);
  const flow = await makeFlow(fieldhook, 'Chat', [message('aaaa1111', 'messenger', 'Hello {{ contact.first_name }}')]);
  await ask(fieldhook, 'PATCH', `/api/webhooks/${webhook.id}`, { active: true });
  await send(fieldhook, webhook, BOOKING);

  // By hand, from the flow: the answer says what came of it.
  await page.goto(`${fieldhook.ui}/#/flows/${flow.key}`);
  await page
    .getByRole('list', { name: 'Messages of this flow' })
    .getByText(/Messenger cannot begin/)
    .waitFor();
  await page.getByRole('button', { name: 'Start for a contact…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('For whom').first().click();
  await page.getByRole('option', { name: 'Jane Doe' }).click();
  await dialog.getByRole('button', { name: 'Start the flow' }).click();
  await focusOn(dialog.getByRole('button', { name: 'Close', exact: true }).last());
  await dialog
    .getByText(/Messenger cannot begin a conversation/)
    .first()
    .waitFor();
  const made = dialog.getByRole('list', { name: 'Its messages' });
  await made.getByText('Blocked', { exact: true }).waitFor();
  await dialog.getByRole('link', { name: 'Show in the Outbox' }).click();

  const blocked = page.getByRole('article', { name: 'Message to Jane Doe' });
  await blocked.getByText('Hello Jane').waitFor();
  await blocked.getByText('Messenger cannot begin a conversation: Jane Doe has not written to you there.').waitFor();
  await menu(page)
    .getByRole('link', { name: /^Outbox 1 waiting$/ })
    .waitFor();
  await blocked.getByRole('button', { name: 'Drop…' }).click();
  const sure = page.getByRole('dialog', { name: 'Drop this message?' });
  expect(await findBarriers(page), 'asked before it is dropped').toEqual([]);
  await sure.getByRole('button', { name: 'Drop it' }).click();
  await blocked.getByText('Dropped', { exact: true }).waitFor();
  await menu(page).getByRole('link', { name: 'Outbox', exact: true }).waitFor();
});

test('a step that is still being written keeps nobody from seeing the others; anybody can be chosen to see them for', async ({
  page,
  fieldhook,
}) => {
  const webhook = await openClinic(fieldhook);
  await ask(fieldhook, 'PATCH', `/api/webhooks/${webhook.id}`, { active: true });
  await send(fieldhook, webhook, {
    ...BOOKING,
    email: 'ravi@mail.example',
    phone: null,
    first: 'Ravi',
    name: 'Ravi Patel',
  });
  await send(fieldhook, webhook, BOOKING);
  const flow = await makeFlow(fieldhook, 'Tagged', [message('aaaa1111', 'email', 'Hello {{ contact.first_name }}')]);
  await page.goto(`${fieldhook.ui}/#/flows/${flow.key}`);
  const phone = page.getByRole('region', { name: 'On the phone' });
  await phone.getByText('Hello Jane').waitFor();
  await addStep(page, /^Add or remove a tag/);
  await phone.getByText('Write the tag. Until then this is shown without that step.').waitFor();
  await phone.getByText('Hello Jane').waitFor();
  await page.getByRole('list', { name: 'What is wrong with this step' }).getByText('Write the tag.').waitFor();
  await page.getByRole('textbox', { name: 'Tag' }).fill('booked');
  await phone.getByText('Something is still missing').waitFor({ state: 'detached' });

  // What is chosen is no search: everybody is in the list.
  await page
    .getByRole('combobox', { name: 'For whom' })
    .or(page.getByRole('textbox', { name: 'For whom' }))
    .click();
  await page.getByRole('option', { name: /^Jane Doe · / }).waitFor();
  await page.getByRole('option', { name: /^Ravi Patel · / }).click();
  await phone.getByText('Hello Ravi').waitFor();
});

test('steps are put in order by keyboard and by drag, also into branches, undone, and kept when one walks away', async ({
  page,
  fieldhook,
}) => {
  const flow = await makeFlow(fieldhook, 'Order', [
    message('aaaa1111', 'sms', 'First'),
    {
      id: 'bbbb1111',
      kind: 'condition',
      test: { operand: { of: 'tag', tag: 'regular' }, comparison: 'exists' },
      yes: [],
      no: [],
    },
  ]);
  await page.goto(`${fieldhook.ui}/#/flows/${flow.key}`);
  const top = page.getByRole('list', { name: 'Steps of the flow' });
  const ifNo = page.getByRole('list', { name: 'Steps if no: the tag “regular” is there' });
  const sms = page.locator('#step-aaaa1111');
  await sms.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByText('Now step 1 of 1 if yes: the tag “regular” is there.').waitFor();
  await focusOn(sms);
  // Its card is drawn anew where it was: the focus goes after it.
  await page.keyboard.press('Control+z');
  await page.getByText('Undone: Moved: Send an SMS').waitFor();
  await focusOn(sms);
  for (const place of ['step 1 of 1 if yes', 'step 1 of 1 if no', 'step 2 of 2.']) {
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByText(`Now ${place}`).waitFor();
    await focusOn(sms);
  }

  // Held over the branch's empty list, and then over the upper half of the first card.
  const grip = sms.locator('..').locator('[draggable]');
  await grip.dragTo(ifNo);
  await page.getByText('Now step 1 of 1 if no: the tag “regular” is there.').waitFor();
  await ifNo.locator('#step-aaaa1111').waitFor();
  await focusOn(sms);
  await grip.dragTo(top, { targetPosition: { x: 200, y: 40 } });
  await page.getByText('Now step 1 of 2.').waitFor();
  await grip.dragTo(ifNo);
  await ifNo.locator('#step-aaaa1111').waitFor();

  await menu(page).getByRole('link', { name: 'Flows' }).click();
  await page.getByRole('link', { name: 'Order' }).click();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await ifNo.locator('#step-aaaa1111').waitFor({ state: 'detached' });
});

test('SN2 a channel goes live when nothing is missing and a test has arrived; its secret never comes back', async ({
  page,
  fieldhook,
  faults,
}) => {
  await ask(fieldhook, 'PUT', '/api/settings', SETTINGS);
  const twilio = await fakeProvider((asked, response, socket) =>
    answering(200, asked.method === 'POST' ? { sid: 'SM1' } : { status: 'delivered' })(asked, response, socket),
  );
  await page.goto(`${fieldhook.ui}/#/settings/channels/sms`);
  await page.getByText(/it still needs: .*Auth Token/).waitFor();
  await page.getByRole('radio', { name: 'Live', disabled: true }).waitFor({ state: 'attached' });
  await page.getByLabel('Account SID').fill('AC00000000000000000000000000000000');
  await page.getByLabel('Sender').fill('+442079460000');
  await page.getByLabel('Address of the gateway').fill(twilio.url);
  await page.getByLabel('Auth Token').fill('made-up-token');
  await page.getByRole('button', { name: 'Store', exact: true }).click();
  await page.getByText('It is stored. It cannot be shown again.').waitFor();
  await focusOn(page.getByRole('button', { name: 'Replace' }));
  await page.getByText('Before it can be live, save the account').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await focusOn(page.getByRole('status').filter({ hasText: 'Saved' }));
  await page.getByText('Before it can be live, send yourself a test').waitFor();
  await page.getByRole('radio', { name: 'Live', disabled: true }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Go to the test' }).click();
  await focusOn(page.getByLabel('Your own number'));
  faults.allow(/422 .*\/channels\/sms\/test/);
  await page.getByLabel('Your own number').fill('12');
  await page.getByRole('button', { name: 'Send me a test' }).click();
  await page.getByText(/“12” is .*phone number/).waitFor();
  await page.getByLabel('Your own number').fill('0117 496 0199');
  await page.getByRole('button', { name: 'Send me a test' }).click();
  await page.getByText('It arrived.').waitFor();
  await page.getByRole('button', { name: 'It can be live now' }).click();
  await focusOn(page.getByRole('radio', { name: 'Live' }));
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(await page.content()).not.toContain('made-up-token');
  expect(await page.getByLabel('Your own number').getAttribute('placeholder')).toBe('+44 …');
  await page.getByText('on the person’s clocks, by the country of their number').waitFor();
  await menu(page).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('list', { name: 'Channels' }).getByText('Live', { exact: true }).waitFor();

  // Its account serves the calls, too, and what was typed of theirs stays.
  await page.getByRole('link', { name: 'Voice call' }).click();
  await page.getByLabel('Caller’s number').fill('+442079460001');
  await page.getByRole('button', { name: 'Use the account of SMS' }).click();
  await page.getByText('Before it can be live, save the account').waitFor();
  await focusOn(page.getByRole('heading', { level: 1 }));
  await expect.poll(() => page.getByLabel('Account SID').inputValue()).toBe('AC00000000000000000000000000000000');
  expect(await page.getByLabel('Caller’s number').inputValue()).toBe('+442079460001');
  expect(await page.content()).not.toContain('made-up-token');
});

test('SN6 what goes to one address and what a day may cost are limited in the settings of a channel', async ({
  page,
  fieldhook,
}) => {
  await page.goto(`${fieldhook.ui}/#/settings/channels/sms`);
  const budget = page.getByRole('switch', { name: 'Most to spend in a day' });
  await page.getByText('Needs the price of a message').waitFor();
  // Key by key: `0.` and `0.0` are on the way to a number.
  await page.getByRole('textbox', { name: /^Price of one/ }).pressSequentially('0.05');
  await choose(budget);
  const sum = page.getByRole('textbox', { name: 'Most to spend in a day, in GBP' });
  await sum.selectText();
  await sum.pressSequentially('2.50');
  await page.getByRole('textbox', { name: 'Most to one address: in an hour' }).fill('3');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const sms = async () =>
    (await ask<ChannelState[]>(fieldhook, 'GET', '/api/channels')).find(({ channel }) => channel === 'sms');
  expect((await sms())?.settings).toMatchObject({ price: 0.05, dailyBudget: 2.5, perAddress: { hour: 3, day: 20 } });
  await choose(page.getByRole('switch', { name: 'Most to one address' }), false);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(async () => (await sms())?.settings.perAddress).toBeNull();
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('flows, their editor, the Outbox and the channels have no barriers', async ({ page, fieldhook }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const webhook = await openClinic(fieldhook);
    const flow = await makeFlow(fieldhook, 'Confirmation', [
      { id: 'hhhh1111', kind: 'tag', action: 'add', tag: 'asked-for-a-callback' },
      message('aaaa1111', 'sms', 'Hi {{ contact.nobody }}'),
      {
        id: 'bbbb1111',
        kind: 'condition',
        test: { operand: { of: 'tag', tag: 'regular' }, comparison: 'exists' },
        yes: [message('cccc1111', 'email', 'Dear {{ contact.first_name }}')],
        no: [message('dddd1111', 'messenger', 'Hello'), message('eeee1111', 'voice', 'Hello')],
      },
      { id: 'ffff1111', kind: 'wait', wait: { kind: 'at-field', field: 'booking_start', offsetMinutes: -1440 } },
      { id: 'gggg1111', kind: 'http', url: 'https://shop.example/hook', headers: [{ name: 'x-a', value: 'b' }] },
    ]);
    await ask(fieldhook, 'PATCH', `/api/webhooks/${webhook.id}`, { active: true });
    await send(fieldhook, webhook, BOOKING);
    const jane = await contactOf(fieldhook, 'jane');
    await ask(fieldhook, 'POST', `/api/flows/${flow.key}/start`, { contact: jane?.userNs ?? '' });

    const barriersAt = async (route: string, ready: string | RegExp) => {
      await page.goto(`${fieldhook.ui}/#${route}`);
      await page.getByText(ready).first().waitFor();
      const main = page.getByRole('main');
      await expect.poll(() => main.evaluate((node) => node.scrollWidth - node.clientWidth), { message: route }).toBe(0);
      expect(await findBarriers(page), route).toEqual([]);
    };
    await barriersAt('/flows', 'Confirmation');
    await barriersAt('/outbox', /waits? for you/);
    await barriersAt('/settings/channels/email', 'Send me a test');
    await barriersAt(`/contacts/${jane?.userNs}`, 'What happened');
    await page.getByRole('listitem').getByText('asked-for-a-callback', { exact: true }).waitFor();
    await page.setViewportSize({ width: 512, height: 350 });
    await barriersAt('/outbox', /waits? for you/);
    await page.setViewportSize({ width: 1024, height: 700 });
    await barriersAt(`/flows/${flow.key}`, /Messenger cannot begin/);
    for (const id of ['aaaa1111', 'bbbb1111', 'ffff1111', 'gggg1111']) await page.locator(`#step-${id}`).click();
    await page.getByRole('textbox', { name: 'Text' }).fill('{{ cont');
    await page.getByRole('option', { name: /^First name/ }).waitFor();
    expect(await findBarriers(page), 'the editor, unfolded').toEqual([]);
  });
});
