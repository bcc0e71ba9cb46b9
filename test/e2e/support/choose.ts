import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Ticks a radio button or checkbox, or switches a switch on, and waits until it is. By key: what arrives late moves things on from under a
 * pointer, between its press and its release.
 */
export async function choose(control: Locator, wanted = true): Promise<void> {
  await expect.poll(() => control.isEnabled()).toBe(true);
  if ((await control.isChecked()) !== wanted) await control.press('Space');
  await expect.poll(() => control.isChecked()).toBe(wanted);
}
