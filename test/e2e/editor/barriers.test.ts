import { expect } from 'vitest';
import { openEditor, pathBox, treeRow } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';

test.for([
  ['dark', 1024, 700],
  // 200 % zoom of a 1280 × 800 window.
  ['light', 640, 400],
] as const)(
  'the editor has no barriers in %s at %i × %i',
  async ([colorScheme, width, height], { page, fieldhook }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await openEditor(page, fieldhook, { email: 'jane.doe@example.com', list: [{ key: 'room', value: 'Blue' }] });
    await page.getByText('More settings').click();
    await pathBox(page, 'Phone').fill('$.[');
    await page.keyboard.press('Control+s');
    await page.getByText('This is not saved yet.').waitFor();
    await treeRow(page, 'value', 'Blue').click();
    await page.getByRole('button', { name: 'Use for…' }).click();
    await page.getByRole('menuitem', { name: 'New field…' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await expect.poll(() => page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
  },
);
