import { describe, expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';

/** Each screen with a heading that appears when everything on it has arrived. */
const screens = [
  { path: '/', heading: 'Welcome to Fieldhook' },
  { path: '/log', heading: 'No requests yet' },
  { path: '/contacts', heading: 'No contacts yet' },
  { path: '/fields', heading: 'No fields yet' },
  { path: '/settings', heading: 'About' },
  { path: '/nowhere', heading: 'This page does not exist' },
];

describe('every screen of an empty Fieldhook', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`puts no barrier in anybody’s way, and logs no fault (${colorScheme})`, async ({ page, fieldhook }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 1024, height: 700 });
      const barriers: string[] = [];
      for (const { path, heading } of screens) {
        await page.goto(`${fieldhook.ui}/#${path}`);
        await page.getByRole('heading', { name: heading }).waitFor();
        barriers.push(...(await findBarriers(page)).map((barrier) => `${path} ${barrier}`));
      }
      expect(barriers).toEqual([]);
    });
  }

  test('the page of somebody who is not signed in puts none either', async ({ open, fieldhook }) => {
    const page = await open(fieldhook.ui);
    await page.getByRole('heading').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});
