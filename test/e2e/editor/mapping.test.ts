import { expect } from 'vitest';
import { choose } from '../support/choose.ts';
import { mapRow, openEditor, pathBox, receipt, savedWebhook, treeRow } from '../support/editor.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';

const FORM = {
  customer: { email: 'jane.doe@example.com', phone: '0117 496 0123' },
  starts_at: '2026-03-12T09:30:00Z',
  guests: 2,
  fields: [
    { key: 'room', value: 'Blue room' },
    { key: 'note', value: 'By the window' },
  ],
};

test('a value goes where it is asked for: arm and click, click and menu, drag', async ({ page, fieldhook }) => {
  await openEditor(page, fieldhook, FORM);

  await page.getByRole('button', { name: 'Pick Email' }).click();
  await page.keyboard.press('Escape');
  await focusOn(page.getByRole('button', { name: 'Pick Email' }));
  await treeRow(page, 'guests').click();
  await page.getByText('$.guests', { exact: true }).waitFor();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('');

  await page.getByRole('button', { name: 'Pick Email' }).click();
  await treeRow(page, 'email').click();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.customer.email');

  await treeRow(page, 'phone').click();
  await page.getByRole('button', { name: 'Use for…' }).click();
  await page.getByRole('menuitem', { name: 'Phone' }).click();
  await mapRow(page, 'Phone').getByText('+44 117 496 0123, a valid number in the United Kingdom').waitFor();

  // The last thing that comes by itself: nothing moves under the drag.
  await receipt(page)
    .getByRole('heading', { name: /^New contact by phone number \(ID5\)/ })
    .waitFor();
  await treeRow(page, 'value', 'By the window').dragTo(mapRow(page, 'Name'));
  await mapRow(page, 'Name').getByText('By the window').first().waitFor();

  await treeRow(page, 'email').getByText('Email', { exact: true }).waitFor();
  await receipt(page)
    .getByRole('heading', { name: /^New contact by phone number \(ID5\)/ })
    .waitFor();
});

test('PA4 an answer in a list is found by its key, says why, and the exact place is one click away', async ({
  page,
  fieldhook,
}) => {
  await openEditor(page, fieldhook, FORM);
  await treeRow(page, 'value', 'Blue room').click();
  await page.getByText("$.fields[?@.key=='room'].value").waitFor();
  await page.getByText('Finds the answer whose key is “room”, wherever it stands in the list.').waitFor();
  await page.getByText('$.fields[0].value').waitFor();
  await page.getByRole('button', { name: 'Copy path by key' }).waitFor();

  await page.getByRole('button', { name: 'Pick Name' }).click();
  await treeRow(page, 'value', 'Blue room').click();
  await expect.poll(() => pathBox(page, 'Name').inputValue()).toBe("$.fields[?@.key=='room'].value");
  await mapRow(page, 'Name').getByRole('button', { name: 'Use the exact place instead' }).click();
  await expect.poll(() => pathBox(page, 'Name').inputValue()).toBe('$.fields[0].value');
  await mapRow(page, 'Name').getByRole('button', { name: 'Find it by its key instead' }).waitFor();
});

test('a copied path can be pasted into a slot', async ({ page, fieldhook }) => {
  await openEditor(page, fieldhook, FORM);
  await treeRow(page, 'email').click();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy JSON path' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('$.customer.email');
  await pathBox(page, 'Email').focus();
  await page.keyboard.press('Control+v');
  await mapRow(page, 'Email').getByText('jane.doe@example.com, a valid e-mail address.').waitFor();
});

test('PA3 a typed path is judged as one types, and a faulty one is not saved', async ({ page, fieldhook }) => {
  const { id } = await openEditor(page, fieldhook, FORM);
  await pathBox(page, 'Email').fill('$.customer.[email');
  await mapRow(page, 'Email')
    .getByText(/^Column 12:/)
    .waitFor();
  await page.keyboard.press('Control+s');
  const refusal = page.getByRole('alert').filter({ hasText: 'This is not saved yet.' });
  await refusal.getByRole('button', { name: 'Show' }).click();
  await focusOn(pathBox(page, 'Email'));

  await pathBox(page, 'Email').fill('$.customer.nothing');
  await mapRow(page, 'Email').getByText('The path leads nowhere in this request.').waitFor();
  await pathBox(page, 'Email').fill('$..email');
  await mapRow(page, 'Email').getByText('jane.doe@example.com, a valid e-mail address.').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await expect.poll(async () => (await savedWebhook(fieldhook, id)).identity.email).toBe('$..email');
});

test('undo and redo reach over the whole draft; Undo all goes back to what is saved', async ({ page, fieldhook }) => {
  await openEditor(page, fieldhook, FORM);
  const email = pathBox(page, 'Email');
  await email.pressSequentially('$.customer.email');
  await page.getByRole('button', { name: 'Pick Phone' }).click();
  await treeRow(page, 'phone').click();
  await expect.poll(() => pathBox(page, 'Phone').inputValue()).toBe('$.customer.phone');
  await choose(page.getByRole('radio', { name: 'Leave the contact alone' }));

  await page.keyboard.press('Control+z');
  await expect.poll(() => page.getByRole('radio', { name: 'Fill in what is blank' }).isChecked()).toBe(true);
  await page.keyboard.press('Control+z');
  await expect.poll(() => pathBox(page, 'Phone').inputValue()).toBe('');
  await page.keyboard.press('Control+z');
  await expect.poll(() => email.inputValue()).toBe('');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });

  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => email.inputValue()).toBe('$.customer.email');
  await expect.poll(() => pathBox(page, 'Phone').inputValue()).toBe('$.customer.phone');

  await page.getByRole('button', { name: 'Undo all' }).click();
  await expect.poll(() => email.inputValue()).toBe('');
  await page.keyboard.press('Control+z');
  await expect.poll(() => email.inputValue()).toBe('$.customer.email');
});

test('a custom field is made in its row, shows its value before that, and can be taken out', async ({
  page,
  fieldhook,
}) => {
  const { id } = await openEditor(page, fieldhook, FORM);
  const composer = page.getByRole('form', { name: 'Add a custom field' });
  const name = composer.getByLabel('Custom field', { exact: true });
  const type = composer.getByLabel('Type of the field');

  // The path first: name and type are guessed from the value.
  await composer.getByRole('button', { name: 'Pick a custom field' }).click();
  await treeRow(page, 'starts_at').click();
  await expect.poll(() => name.inputValue()).toBe('Starts at');
  await expect.poll(() => type.inputValue()).toBe('DateTime');
  await composer.getByText(/12 March 2026, 09:30/).waitFor();
  await composer.getByRole('button', { name: 'Add' }).click();
  await mapRow(page, 'Starts at')
    .getByText(/12 March 2026, 09:30/)
    .waitFor();

  // The field first: the owner's own words and type stay.
  await name.fill('Party size');
  await type.click();
  await page.getByRole('option', { name: 'Number' }).click();
  await composer.getByRole('button', { name: 'Pick a custom field' }).click();
  await treeRow(page, 'guests').click();
  await expect.poll(() => name.inputValue()).toBe('Party size');
  await composer.getByRole('button', { name: 'Add' }).click();
  await mapRow(page, 'Party size').waitFor();

  await mapRow(page, 'Starts at').getByRole('button', { name: 'Take out Starts at' }).click();
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await savedWebhook(fieldhook, id)).fields)
    .toEqual([{ field: 'party_size', path: '$.guests', pattern: null }]);
});

test('CV6 a date that no usual format reads asks for its pattern', async ({ page, fieldhook }) => {
  await openEditor(page, fieldhook, { when: '31.12.2026 18:30' });
  const composer = page.getByRole('form', { name: 'Add a custom field' });
  await composer.getByLabel('Custom field', { exact: true }).fill('When');
  await composer.getByLabel('Type of the field').click();
  await page.getByRole('option', { name: 'DateTime' }).click();
  await composer.getByRole('combobox', { name: 'Path for the new row' }).fill('$.when');
  await composer.getByRole('button', { name: 'Add' }).click();
  await mapRow(page, 'When').getByLabel('Written as').fill('dd.MM.yyyy HH:mm');
  await mapRow(page, 'When')
    .getByText(/31 December 2026, 18:30/)
    .waitFor();
});

test('CV8 one switch stores the whole payload in a JSON field', async ({ page, fieldhook }) => {
  const { id } = await openEditor(page, fieldhook, FORM);
  const everything = page.getByRole('group', { name: 'The whole payload' });
  await everything.getByRole('switch').click();
  await everything.getByRole('button', { name: 'Create and use' }).click();
  await everything.getByText('The whole payload goes into Bookings payload.').waitFor();
  await treeRow(page, 'Payload').getByText('Bookings payload').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await expect.poll(async () => (await savedWebhook(fieldhook, id)).payloadField).toBe('bookings_payload');

  await everything.getByRole('switch').click();
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await expect.poll(async () => (await savedWebhook(fieldhook, id)).payloadField).toBeNull();
});
