import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { openEditor, tree, treeRow } from './support/editor.ts';
import { findBarriers } from './support/find-barriers.ts';
import { focusOn } from './support/focus.ts';
import { watchFor } from './support/for-a-moment.ts';
import { test } from './support/journey.ts';

const BOOKING = {
  event: 'booked',
  client: { name: 'Amy Stone', email: 'amy@example.org', phone: '0412 345 678' },
  'odd keys': { 'a.b': 1, '*': 2, '': 3, "it's": 4, 'line\nbreak': 5, '\u202egnp.exe': 'six' },
  markup: '<img src=x onerror="document.title=\'owned\'">',
  note: `${'A long note. '.repeat(40)}The end.`,
  answers: Array.from({ length: 12 }, (_, index) => ({ question: `Question ${index}`, answer: `Answer ${index}` })),
};

/** The accessible name of the row that the keyboard is on; null when the tree has not got the focus. */
async function current(page: Page): Promise<string | null> {
  return tree(page).evaluate((element) => {
    const id = element.getAttribute('aria-activedescendant');
    const row = id === null ? null : document.getElementById(id);
    return document.activeElement === element ? (row?.textContent ?? null) : null;
  });
}

/** Waits until the keyboard is on the row with this text. */
const standsOn = (page: Page, text: string) => expect.poll(() => current(page)).toContain(text);

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Letters belong together when they come quickly: these come within the page, however long the way to it takes. */
const typeAtOnce = (page: Page, text: string) =>
  tree(page).evaluate((element, letters) => {
    for (const key of letters) element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }, text);

const shownPath = (page: Page) => page.locator('code').filter({ hasText: '$' }).first().textContent();

describe('the payload tree', () => {
  test('PA2 any key can be clicked, and shows the path that leads to it', async ({ page, fieldhook }) => {
    await openEditor(page, fieldhook, BOOKING);
    for (const [row, path] of [
      ['a\\.b', "$['odd keys']['a.b']"],
      ['\\*', "$['odd keys']['*']"],
      ['no name', "$['odd keys']['']"],
      ["it's", "$['odd keys']['it\\'s']"],
      ['line↵break', "$['odd keys']['line\\nbreak']"],
      ['email', '$.client.email'],
    ] as const) {
      await treeRow(page, row).click();
      await expect.poll(() => shownPath(page)).toBe(path);
      await expect.poll(() => treeRow(page, row).getAttribute('aria-selected')).toBe('true');
    }
  });

  test('K3, K4 payload text is only ever text, and hidden characters show', async ({ page, fieldhook }) => {
    await openEditor(page, fieldhook, BOOKING);
    await treeRow(page, 'markup', '<img src=x').click();
    await expect.poll(() => shownPath(page)).toBe('$.markup');
    await tree(page).getByText('U+202E').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    // Whatever the markup could have done has had its time by now.
    expect(await page.title()).toBe('Bookings · Fieldhook');
    expect(await tree(page).locator('img').count()).toBe(0);
  });

  test('tells levels, positions and sizes to screen readers, and is walked through by keyboard alone', async ({
    page,
    fieldhook,
  }) => {
    await openEditor(page, fieldhook, BOOKING);
    const places = await Promise.all(
      [treeRow(page, 'Payload'), treeRow(page, 'client'), treeRow(page, 'email')].map((row) =>
        row.evaluate((element) =>
          ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'].map((name) => element.getAttribute(name)),
        ),
      ),
    );
    expect(places).toEqual([
      ['1', '1', '1', 'true'],
      ['2', '2', '6', 'true'],
      ['3', '2', '3', null],
    ]);

    await tree(page).focus();
    await standsOn(page, 'Payload');
    await press(page, 'ArrowDown', 'ArrowDown');
    await standsOn(page, 'client');
    await expect.poll(() => treeRow(page, 'client').getAttribute('aria-expanded')).toBe('true');
    await press(page, 'ArrowLeft');
    await expect.poll(() => treeRow(page, 'client').getAttribute('aria-expanded')).toBe('false');
    await treeRow(page, 'email').waitFor({ state: 'detached' });
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowDown');
    await standsOn(page, 'amy@example.org');
    await press(page, 'Enter');
    await expect.poll(() => shownPath(page)).toBe('$.client.email');
    await typeAtOnce(page, 'ans');
    await standsOn(page, 'list · 12');
    await press(page, 'ArrowDown', '*');
    await expect.poll(() => treeRow(page, '#2').getAttribute('aria-expanded')).toBe('true');
    await press(page, 'End');
    await standsOn(page, 'Answer 11');
    await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Home');
    await standsOn(page, 'Payload');
    await press(page, 'PageDown');
    await expect.poll(() => current(page)).not.toContain('Payload');
  });

  test('search counts, steps through and keeps open what stands above the matches', async ({ page, fieldhook }) => {
    await openEditor(page, fieldhook, BOOKING);
    const box = page.getByRole('textbox', { name: 'Search in Payload' });
    const count = page.locator('label').filter({ has: box }).getByRole('status');
    await treeRow(page, 'answer', 'Answer 7').waitFor({ state: 'detached' });
    await box.fill('answer 1');
    await expect.poll(() => count.textContent()).toBe('1 of 3');
    await box.press('Enter');
    await expect.poll(() => count.textContent()).toBe('2 of 3');
    await treeRow(page, 'answer', 'Answer 10').waitFor();
    await box.press('Shift+Enter');
    await box.press('Shift+Enter');
    await expect.poll(() => count.textContent()).toBe('3 of 3');
    await treeRow(page, 'answer', 'Answer 11').waitFor();
    await box.press('ArrowDown');
    await standsOn(page, 'Answer 11');
    await press(page, 'Control+f');
    await focusOn(box);
    await box.press('Escape');
    await expect.poll(() => count.textContent()).toBe('');
    await treeRow(page, 'answer', 'Answer 11').waitFor();
  });

  test('shows names from A to Z on request, and stays where one is', async ({ page, fieldhook }) => {
    await openEditor(page, fieldhook, { room: 'Blue', client: { name: 'Jane', email: 'jane@example.com' }, at: 1 });
    const names = async () => {
      const rows = await tree(page).getByRole('treeitem').allTextContents();
      return rows.map((row) => row.split(':')[0]);
    };
    const order = page.getByRole('button', { name: 'Sort names from A to Z' });
    await expect.poll(names).toEqual(['Payload', 'room', 'client', 'name', 'email', 'at']);
    await treeRow(page, 'email').click();
    await order.click();
    await expect.poll(names).toEqual(['Payload', 'at', 'client', 'email', 'name', 'room']);
    expect(await order.getAttribute('aria-pressed')).toBe('true');
    expect(await treeRow(page, 'email').getAttribute('aria-selected')).toBe('true');
    await order.click();
    await expect.poll(names).toEqual(['Payload', 'room', 'client', 'name', 'email', 'at']);
    expect(await treeRow(page, 'email').getAttribute('aria-selected')).toBe('true');

    // The buttons beside the search say what they do, to the pointer and to the keyboard.
    const openAll = page.getByRole('button', { name: 'Open all' });
    await openAll.hover({ position: { x: 4, y: 4 } });
    await openAll.hover();
    await page.getByRole('tooltip', { name: 'Open all' }).waitFor();
    await page.getByRole('textbox', { name: 'Search in' }).focus();
    await press(page, 'Tab');
    await page.getByRole('tooltip', { name: 'Sort names from A to Z' }).waitFor();
    await press(page, 'Tab', 'Tab', 'Tab');
    await expect.poll(() => page.getByRole('tooltip').count()).toBe(0);
  });

  test('copies paths and values', async ({ page, fieldhook }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openEditor(page, fieldhook, BOOKING);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await treeRow(page, 'note').click();
    await page.getByRole('button', { name: 'Copy JSON path' }).click();
    await expect.poll(clipboard).toBe('$.note');
    await page.getByRole('button', { name: 'Copy value' }).click();
    await expect.poll(clipboard).toBe(BOOKING.note);
    await expect.poll(() => page.getByRole('region', { name: 'Full text' }).textContent()).toBe(BOOKING.note);
    await treeRow(page, 'client').click();
    await page.getByRole('button', { name: 'Copy group as JSON' }).click();
    await expect.poll(clipboard).toBe(JSON.stringify(BOOKING.client, null, 2));
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await treeRow(page, 'client').click();
    // It says so for a moment only.
    const copied = await watchFor(page, '[role="treeitem"][aria-selected="true"] *', 'copied');
    await press(page, 'Control+c');
    await copied();
    await expect.poll(clipboard).toBe(JSON.stringify(BOOKING.client, null, 2));
  });

  test('keeps the place of the keyboard while the rows scroll away', async ({ page, fieldhook }) => {
    await openEditor(page, fieldhook, { list: Array.from({ length: 5_000 }, (_, index) => `value ${index}`) });
    await tree(page).focus();
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await standsOn(page, 'value 0');
    await tree(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await treeRow(page, '4,901–5,000').waitFor();
    await standsOn(page, 'value 0');
    await press(page, 'ArrowDown');
    await standsOn(page, 'value 1');
    await treeRow(page, '#2', 'value 1').waitFor();
    await treeRow(page, '4,901–5,000').waitFor({ state: 'detached' });
  });
});
