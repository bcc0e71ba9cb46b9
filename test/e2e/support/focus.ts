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
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (await control.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return;
  }
  throw new Error(`Tab did not reach ${name}.`);
}
