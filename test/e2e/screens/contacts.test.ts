import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { watchFor } from '../support/for-a-moment.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import { ask, contactOf, JANE, openClinic, RAVI } from './harbour-clinic.ts';

describe('contacts', () => {
  test('appear by themselves, and are found by the start of a name', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await page.getByText('No contacts yet').waitFor();
    await book(JANE);
    await book(RAVI);
    const table = page.getByRole('table', { name: 'Contacts' });
    await table.getByRole('link', { name: 'Jane Doe' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search contacts' }).fill('pat');
    await table.getByRole('link', { name: 'Jane Doe' }).waitFor({ state: 'detached' });
    await page.getByText('1 contact found.').waitFor();
    await table.getByRole('link', { name: 'Ravi Patel' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ravi Patel' }).waitFor();
    await page.goBack();
    await expect.poll(() => page.getByRole('searchbox', { name: 'Search contacts' }).inputValue()).toBe('pat');
    await page.getByRole('searchbox', { name: 'Search contacts' }).fill('zzz');
    await page.getByText('Nobody found').waitFor();
  });

  test('one is added by hand; what the rules refuse is said at its input', async ({ page, fieldhook, faults }) => {
    faults.allow(/422.*\/api\/contacts/);
    await openClinic(fieldhook);
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('button', { name: 'Add contact' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add contact' });
    await dialog.getByRole('button', { name: 'Add contact' }).click();
    await dialog.getByText('Give at least a name').waitFor();
    await dialog.getByRole('textbox', { name: 'First name' }).fill('Zoë');
    await dialog.getByRole('textbox', { name: 'Phone' }).fill('12');
    await dialog.getByRole('button', { name: 'Add contact' }).click();
    await dialog.getByRole('textbox', { name: 'Phone' }).and(page.locator('[aria-invalid="true"]')).waitFor();
    await dialog.getByRole('textbox', { name: 'Phone' }).fill('020 7946 0018');
    await dialog.getByRole('button', { name: 'Add contact' }).click();
    await page.getByRole('heading', { level: 1, name: 'Zoë' }).waitFor();
    await page.getByText('+44 20 7946 0018').waitFor();
    await page.getByText('written as “020 7946 0018”').waitFor();
  });
});

describe('LG3 what a field held before', () => {
  test('stands under its value with where it came from, also once it is cleared', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    const booked = await book({ ...JANE, start: '2026-03-02T10:00:00Z' });
    const { userNs } = (await contactOf(fieldhook, 'jane'))!;
    await page.goto(`${fieldhook.ui}/#/contacts/${userNs}`);
    await page.getByRole('button', { name: 'Edit Booking start' }).waitFor();
    expect(await page.getByText('Earlier values').count()).toBe(0);
    await page.getByText(/2 Mar.*10:00.*from a request to “Bookings”/).waitFor();
    await page.getByText(/jane@.*from a request to “Bookings”/).waitFor();
    await ask(fieldhook, 'PATCH', `/api/contacts/${userNs}`, { fields: { booking_start: '2026-03-04T11:30:00Z' } });
    await page.getByText('Earlier values').click();
    const earlier = page.getByRole('list', { name: 'Earlier values of Booking start' });
    await earlier.getByText(/2 Mar.*10:00/).waitFor();
    await earlier.getByText(/from a request to “Bookings”.*replaced/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const link = earlier.getByRole('link', { name: 'from a request' });
    expect(await link.getAttribute('href')).toBe(`#/log/${booked.id}`);
    await ask(fieldhook, 'PATCH', `/api/contacts/${userNs}`, { fields: { booking_start: null } });
    await earlier.getByText(/by hand.*cleared/).waitFor();
    await expect.poll(() => earlier.getByRole('listitem').count()).toBe(2);
    await page.reload();
    await page.getByText('Earlier values').waitFor();
  });
});

describe('a person’s page', () => {
  test('says so calmly when the person was deleted elsewhere', async ({ page, fieldhook, faults }) => {
    faults.allow(/404.*\/api\/contacts\//);
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    const jane = await contactOf(fieldhook, 'jane');
    await page.goto(`${fieldhook.ui}/#/contacts/${jane?.userNs}`);
    await page.getByRole('button', { name: 'Delete…' }).waitFor();
    await fieldhook.door(`/api/contacts/${jane?.userNs}`, { method: 'DELETE' });
    await page.getByRole('status').getByRole('heading', { name: 'This contact is not there any more.' }).waitFor();
    await page.getByRole('button', { name: 'Delete…' }).waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Contact', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Back to contacts' }).click();
    await page.getByText('No contacts yet').waitFor();
  });

  test('shows where each value came from and what they sent', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    const delivery = await book({ ...JANE, start: '2026-07-01T09:30:00Z' });
    const jane = await contactOf(fieldhook, 'jane');
    await page.goto(`${fieldhook.ui}/#/contacts/${jane?.userNs}`);
    await page.getByText('Wed, 1 Jul 2026, 10:30').waitFor();
    await page.getByText('written as “2026-07-01T09:30:00Z”').waitFor();
    const happened = page.getByRole('list', { name: 'What happened, newest first' });
    await happened.getByRole('listitem').filter({ hasText: 'Bookings' }).getByText('Processed').waitFor();
    await ask(fieldhook, 'PATCH', `/api/contacts/${jane?.userNs}`, { name: 'Jane Smith' });
    await happened.getByText('Name: Jane Doe → Jane Smith').waitFor();
    await page.getByText('Earlier values').click();
    await page
      .getByRole('list', { name: 'Earlier values of Full name' })
      .getByText(/replaced by hand/)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('radio', { name: 'All' }).press('ArrowRight');
    await happened.getByText('Jane Doe → Jane Smith').waitFor({ state: 'hidden' });
    await happened.getByRole('link', { name: 'Request to “Bookings”' }).waitFor();
    await page.getByRole('radio', { name: 'Requests' }).press('ArrowRight');
    await page.getByText('No messages to this contact.').waitFor();
    await page.getByRole('link', { name: 'from a request' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Request for Bookings' }).waitFor();
    await expect.poll(() => page.url()).toContain(delivery.id);
  });

  test('a value is edited in place, by keyboard, and cleared; the focus goes on from where it was', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book({ ...JANE, start: '2026-07-01T09:30:00Z' });
    const { userNs } = (await contactOf(fieldhook, 'jane')) ?? {};
    await page.goto(`${fieldhook.ui}/#/contacts/${userNs}`);
    const edit = (name: string) => page.getByRole('button', { name: `Edit ${name}` });
    await edit('Full name').press('Enter');
    await page.getByRole('textbox', { name: 'Full name' }).fill('Jane Smith');
    await page.keyboard.press('Enter');
    await focusOn(edit('Full name'));
    await page.getByRole('heading', { level: 1, name: 'Jane Smith' }).waitFor();
    await page.getByText('by hand, just now', { exact: true }).waitFor();
    // What comes from elsewhere leaves the focus where it is.
    await ask(fieldhook, 'PATCH', `/api/contacts/${userNs}`, { firstName: 'Janet' });
    await page.getByText('Janet', { exact: true }).waitFor();
    await focusOn(edit('Full name'));

    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Full name' }).fill('Somebody else');
    await page.keyboard.press('Escape');
    await focusOn(edit('Full name'));
    await page.getByRole('heading', { level: 1, name: 'Jane Smith' }).waitFor();

    await edit('Last name').press('Enter');
    await page.getByRole('textbox', { name: 'Last name' }).fill('');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await focusOn(edit('Last name'));
    // Not even a field without a value goes away under the keyboard.
    await edit('Booking start').press('Enter');
    await page.getByLabel('Booking start', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await focusOn(edit('Booking start'));
    expect(await ask(fieldhook, 'GET', `/api/contacts/${userNs}`)).toMatchObject({
      name: 'Jane Smith',
      lastName: null,
      fields: {},
    });
    // A name is offered back in a note.
    const cleared = page.getByRole('alert').filter({ hasText: 'Last name is cleared.' });
    await cleared.getByRole('button', { name: 'Undo' }).click();
    await expect
      .poll(() => ask<Contact>(fieldhook, 'GET', `/api/contacts/${userNs}`))
      .toMatchObject({ name: 'Jane Smith', lastName: 'Doe' });
    expect(await page.getByRole('alert').filter({ hasText: 'Booking start is cleared.' }).count()).toBe(0);
  });

  test('tags are added from those that there are, and one that was removed comes back', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    await ask(fieldhook, 'POST', '/api/contacts', { name: 'Ravi', tags: { add: ['regular'] } });
    const jane = await contactOf(fieldhook, 'jane');
    await page.goto(`${fieldhook.ui}/#/contacts/${jane?.userNs}`);
    const input = page.getByRole('combobox', { name: 'Add a tag' });
    await input.fill('reg');
    await page.getByRole('option', { name: 'regular' }).waitFor();
    await input.press('ArrowDown');
    await input.press('Enter');
    await expect.poll(() => input.inputValue()).toBe('regular');
    await input.press('Enter');
    const tags = page.getByRole('list', { name: 'Tags' });
    await tags.getByText('regular').waitFor();
    await page.getByText('Tag “regular” added').waitFor();
    await tags.getByRole('button', { name: 'Remove the tag regular' }).press('Enter');
    await tags.waitFor({ state: 'detached' });
    await focusOn(input);
    const note = page.getByRole('alert').filter({ hasText: 'The tag “regular” is removed.' });
    await note.getByRole('button', { name: 'Undo' }).press('Enter');
    await tags.getByText('regular').waitFor();
  });

  test('ID8 an e-mail of somebody else is refused in place', async ({ page, fieldhook, faults }) => {
    faults.allow(/409.*\/api\/contacts\//);
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    await book(RAVI);
    const jane = await contactOf(fieldhook, 'jane');
    await page.goto(`${fieldhook.ui}/#/contacts/${jane?.userNs}`);
    await page.getByRole('button', { name: 'Edit Email' }).click();
    await page.getByRole('textbox', { name: 'Email' }).fill('ravi@mail.example');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('This e-mail already belongs to Ravi Patel.').waitFor();
    await focusOn(page.getByRole('button', { name: 'Save' }));
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await focusOn(page.getByRole('button', { name: 'Edit Email' }));
    await page.getByText('jane@mail.example').waitFor();
  });

  test('CV6 an empty field is filled by hand in the business’s zone', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    const jane = await contactOf(fieldhook, 'jane');
    await page.goto(`${fieldhook.ui}/#/contacts/${jane?.userNs}`);
    await page.getByRole('combobox', { name: 'Fill another field' }).click();
    await page.getByRole('option', { name: 'Booking start' }).click();
    await page.getByRole('button', { name: 'Edit Booking start' }).click();
    await page.getByLabel('Booking start', { exact: true }).fill('2026-07-01T10:30:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Wed, 1 Jul 2026, 10:30 BST', { exact: true }).waitFor();
    await expect
      .poll(async () => (await contactOf(fieldhook, 'jane'))?.fields.booking_start?.text)
      .toBe('2026-07-01T09:30:00.000Z');
  });

  test('deleting says what goes, the requests stay in the log, and Undo brings the contact back', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    const jane = await contactOf(fieldhook, 'jane');
    await page.goto(`${fieldhook.ui}/#/contacts/${jane?.userNs}`);
    await page.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Jane Doe?' });
    await dialog.getByText('Requests stay in the log').waitFor();
    await dialog.getByRole('button', { name: 'Delete contact' }).click();
    await page.getByText('No contacts yet').waitFor();
    expect(await ask(fieldhook, 'GET', '/api/deliveries')).toMatchObject({ items: [{ contact: null }] });
    const note = page.getByRole('alert').filter({ hasText: 'Jane Doe is deleted.' });
    await note.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();
    expect(await ask(fieldhook, 'GET', '/api/deliveries')).toMatchObject({
      items: [{ contact: { label: 'Jane Doe' } }],
    });
  });

  test('LG3 erasing says what goes and what stays first; afterwards a report can be copied, and the log holds nothing', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    const { id } = await book(JANE);
    await ask(fieldhook, 'POST', '/api/backups');
    const jane = await contactOf(fieldhook, 'jane');
    await page.goto(`${fieldhook.ui}/#/contacts/${jane?.userNs}`);
    await page.getByRole('button', { name: 'Erase this person…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase Jane Doe?' });
    await dialog.getByText('What 1 request about this person said.').waitFor();
    await dialog.getByText('1 backup that may still hold the person.').waitFor();
    await choose(dialog.getByRole('radio', { name: 'Make a fresh backup' }));
    await dialog.getByText('1 older backup: a fresh backup takes their place.').waitFor();
    expect(await findBarriers(page), 'dialog').toEqual([]);
    await dialog.getByRole('button', { name: 'Erase for good' }).click();

    await focusOn(page.getByRole('heading', { level: 1, name: 'This person is erased' }));
    await page.getByText('a fresh backup has taken their place').waitFor();
    expect(await findBarriers(page), 'report').toEqual([]);
    expect(filesThatHold(fieldhook.dataDir, 'jane@mail.example')).toEqual([]);
    // It says so for a moment only.
    const copied = await watchFor(page, 'button[aria-label="Copied"]');
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await copied();
    expect(await page.locator('main').innerText()).not.toMatch(/jane/i);
    await page.getByRole('link', { name: /^Bookings, / }).click();
    await page.getByText('What it said was erased with the person it named.').waitFor();
    await expect.poll(() => page.url()).toContain(id);
    await page.getByRole('tab', { name: 'As received' }).click();
    await page.getByText('Its content was erased').waitFor();
    await menu(page).getByRole('link', { name: 'Contacts', exact: true }).click();
    await page.getByText('No contacts yet').waitFor();
  });
});

/** Also below the folder, and also in what no table shows any more. */
function filesThatHold(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));
}
