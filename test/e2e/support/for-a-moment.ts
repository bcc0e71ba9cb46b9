import type { Page } from 'playwright-core';

// What a page shows for a moment only may be gone again before a test on a busy machine looks. These look from within the page, which
// cannot miss it.

/**
 * Begins to watch for an element that this CSS selector names, and with this text if one is given; call it before what brings it. What it
 * gives resolves when one has stood there, however briefly.
 */
export async function watchFor(page: Page, selector: string, text?: string): Promise<() => Promise<void>> {
  const key = `seen ${selector} ${text}`;
  await page.evaluate(
    (wanted) => {
      const seen = window as unknown as Record<string, boolean>;
      seen[wanted.key] = false;
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll(wanted.selector))
          seen[wanted.key] ||= wanted.text === undefined || wanted.text === textContent;
      }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    },
    { key, selector, text },
  );
  return async () => {
    await page.waitForFunction((one) => (window as unknown as Record<string, boolean>)[one], key);
  };
}

/** Keeps the next note in which all of these words stand where it is, as a pointer on it does; call it before what brings it. */
export async function keepNote(page: Page, ...words: string[]): Promise<void> {
  await page.evaluate((all) => {
    new MutationObserver((_, observer) => {
      const notes = [...document.querySelectorAll('[role="alert"]')];
      const note = notes.find(({ textContent }) => all.every((one) => textContent.includes(one)));
      if (note === undefined) return;
      note.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      observer.disconnect();
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, words);
}
