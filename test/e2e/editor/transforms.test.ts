import { expect } from 'vitest';
import { mapRow, openEditor, savedWebhook, treeRow } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';

test('CV9 a value is changed before it is filed; each step shows what it makes of it', async ({ page, fieldhook }) => {
  const { id } = await openEditor(page, fieldhook, { client: '  Jane DOE ' });
  const composer = page.getByRole('form', { name: 'Add a custom field' });
  await composer.getByRole('button', { name: 'Pick a custom field' }).click();
  await treeRow(page, 'client').click();
  await composer.getByRole('button', { name: 'Add' }).click();
  const row = mapRow(page, 'Client');
  const add = async (words: string) => {
    await row.getByRole('button', { name: 'Change the value first: Client' }).click();
    await page.getByRole('menuitem', { name: words }).click();
  };

  await add('Last word only');
  await add('In lower case');
  await add('Put into a text');
  await row.getByRole('textbox', { name: 'Text around the value for Client' }).fill('Family {{ value }}');
  await row.getByText('“Family doe”').waitFor();
  const results = row.getByRole('list', { name: 'Before it is filed as Client' }).getByRole('listitem');
  await expect
    .poll(() => results.allInnerTexts())
    .toEqual(['DOE', 'doe', 'Family doe'].map((made) => expect.stringContaining(made)));

  await row.getByRole('button', { name: 'Take out “In lower case” of Client' }).click();
  await row.getByText('“Family DOE”').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  const transforms = [{ kind: 'last-word' }, { kind: 'template', text: 'Family {{ value }}' }];
  await expect
    .poll(async () => (await savedWebhook(fieldhook, id)).fields)
    .toEqual([{ field: 'client', path: '$.client', pattern: null, transforms }]);
});
