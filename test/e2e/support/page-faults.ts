import type { Page } from 'playwright-core';

/** What went wrong inside a page: console errors (the browser reports refused content and failed requests there too) and uncaught faults. */
export class PageFaults {
  readonly #seen: string[] = [];
  readonly #allowed: RegExp[] = [];

  watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      this.#seen.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.#seen.push(`Uncaught ${error.message}`));
  }

  /** A fault that this test provokes on purpose, by its text or the address it came from. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  list(): string[] {
    return this.#seen.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)));
  }
}
