import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { lastingPort } from '../support/lasting-port.ts';
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

describe('EX4 importing contacts', () => {
  test('a file is chosen, mapped, tried and imported; what could not be is told by its line', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('heading', { level: 1, name: 'Import contacts' }).waitFor();
    const rows = [
      'Full name;Mail;Tel',
      'Jane D.;JANE@mail.example;020 7946 0018',
      'Zoë Müller;zoe@mail.example;',
      'Nobody;;12',
    ];
    const buffer = Buffer.from(rows.join('\r\n'), 'latin1');
    await page.locator('input[type="file"]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
    const target = (column: string) => page.getByRole('combobox', { name: `Where ${column} goes` });
    await target('Mail').waitFor();
    await expect.poll(() => target('Full name').inputValue()).toBe('Name');
    await expect.poll(() => target('Tel').inputValue()).toBe('Phone');
    await page.getByRole('button', { name: 'See what would happen' }).click();
    await page.getByText('This is what importing 3 rows would do. Nothing has been written yet.').waitFor();
    await page.getByRole('table', { name: 'Rows to look at' }).getByRole('row', { name: '4 Not imported' }).waitFor();
    expect(await contactOf(fieldhook, 'zoe')).toBeUndefined();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByText('2 of 3 rows imported.').waitFor();
    await page.getByRole('link', { name: 'See contacts' }).click();
    await page.getByRole('table', { name: 'Contacts' }).getByRole('link', { name: 'Zoë Müller' }).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'For spreadsheets (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('contacts.csv');
    expect(readFileSync(await download.path(), 'utf8')).toContain('"Zoë Müller"');
    expect(await contactOf(fieldhook, 'jane')).toMatchObject({ name: 'Jane Doe', phone: '+442079460018' });
    await page.getByRole('table', { name: 'Contacts' }).getByRole('link', { name: 'Zoë Müller' }).click();
    await page.getByText('Added by an import, just now').waitFor();
    await page.getByText('by an import', { exact: false }).nth(1).waitFor();
    expect(await page.getByText('by hand').count()).toBe(0);

    await page.getByRole('link', { name: 'by an import' }).first().click();
    await page.getByText('1 new person, 1 known person changed').waitFor();
    await page.getByRole('button', { name: 'Undo…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Undo this import?' });
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Undo import' }).click();
    await page.getByText('Undone. 1 person removed. 1 person is as before.').waitFor();
    expect(await contactOf(fieldhook, 'zoe')).toBeUndefined();
    expect(await contactOf(fieldhook, 'jane')).toMatchObject({ name: 'Jane Doe', phone: null });
  });
});

test('EX4 an import that runs is found again after a reload and in another window, and cancelled there', async ({
  page,
  fieldhook,
  open,
}) => {
  await openClinic(fieldhook);
  const rows = Array.from({ length: 50_000 }, (_, index) => `Row ${index},row.${index}@mail.example`);
  const text = ['Name,Email', ...rows].join('\n');
  const { id } = await ask<{ id: string }>(fieldhook, 'POST', '/api/contact-imports', { text });
  const targets = [{ slot: 'name' }, { slot: 'email' }];
  await ask(fieldhook, 'POST', `/api/contact-imports/${id}/run`, { targets, onMatch: 'overwrite', dryRun: false });
  await page.goto(`${fieldhook.ui}/#/contacts/import`);
  const running = /Importing .* of 50,000 rows…/;
  await page.getByText(running).waitFor();
  await page.reload();
  await page.getByText(running).waitFor();
  expect(await page.getByRole('combobox', { name: 'Where Name goes' }).inputValue()).toBe('Name');
  expect(await page.getByLabel('People who are known already').inputValue()).toBe('overwrite');
  expect(await findBarriers(page)).toEqual([]);

  const other = await open(`${fieldhook.ui}/#/contacts/import`);
  await other.getByText(running).waitFor();
  await other.getByRole('button', { name: 'Cancel' }).click();
  const ended = /Cancelled after .* of 50,000 rows/;
  await other.getByText(ended).waitFor();
  await page.getByText(ended).waitFor();
  // Its result stays until another file is chosen, also over a reload.
  await page.reload();
  await page.getByText(ended).waitFor();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.getByText('Or paste the rows').waitFor();
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

    await page.getByRole('heading', { level: 1, name: 'This person is erased' }).waitFor();
    await page.getByText('a fresh backup has taken their place').waitFor();
    expect(await findBarriers(page), 'report').toEqual([]);
    expect(filesThatHold(fieldhook.dataDir, 'jane@mail.example')).toEqual([]);
    // It says so for a moment only.
    const copied = page.getByRole('button', { name: 'Copied' }).waitFor();
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await copied;
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

test('EX4 an import that Fieldhook did not survive says how far it came, and the file again goes on from there', async ({
  start,
  open,
  faults,
}) => {
  faults.allow(/ERR_|404.*\/api\/contact-imports\//);
  const ports = ['--ui-port', await lastingPort(), '--port', await lastingPort()];
  const first = await start({ args: ports });
  const rows = Array.from({ length: 20_000 }, (_, row) => `guest.${row}@mail.example,Guest ${row}`);
  const file = { name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(`Email,Name\n${rows.join('\n')}`) };
  const page = await open(first.address);
  await page.goto(`${first.ui}/#/contacts/import`);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await page.getByRole('button', { name: 'Import 20,000 rows' }).click();
  await page.getByText(/^Importing [\d,]*[1-9][\d,]* of 20,000 rows/).waitFor();
  await first.kill();
  await start({ dataDir: first.dataDir, args: ports });
  await page.getByRole('alert').getByText('Fieldhook ended in the middle of it. At least').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
}, 120_000);
