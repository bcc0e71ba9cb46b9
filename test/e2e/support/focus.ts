import type { Locator, Page } from 'playwright-core';

/** Waits until this control has the focus. */
export const focusOn = (control: Locator): Promise<void> =>
  control.and(control.page().locator(':focus')).waitFor({ state: 'attached' });

/** Presses Tab until the control with this accessible name has the focus; fails when Tab does not get there. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const control = page
    .getByRole('button', { name })
    .or(page.getByRole('switch', { name }))
    .or(page.getByRole('textbox', { name }))
    .or(page.getByRole('combobox', { name }))
    .or(page.getByRole('link', { name }));
  await control.first().waitFor({ state: 'attached' });
  const look = () => control.elementHandles();
  const hasFocus = () => page.evaluate((controls) => controls.some((one) => one === document.activeElement), found);
  let found = await look();
  for (let presses = 1; presses <= 120; presses += 1) {
    await page.keyboard.press('Tab');
    // Working out the names of all that a page holds costs more than a key: it is done again only now and then, as things come and go.
    if (presses % 5 === 0) found = await look();
    if (await hasFocus()) return;
  }
  throw new Error(`Tab did not reach ${name}.`);
}
