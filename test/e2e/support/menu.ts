import type { Locator, Page } from 'playwright-core';

/** The menu at the side. Its links are named by the same words as links in lists, notes and pages, which come and go by themselves. */
export const menu = (page: Page): Locator => page.getByRole('navigation', { name: 'Main' });
