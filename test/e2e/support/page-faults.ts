import type { ConsoleMessage, Page } from 'playwright-core';

/** What went wrong inside a page: console errors (the browser reports refused content and failed requests there too) and uncaught faults. */
export class PageFaults {
  readonly #seen: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** Returns the end of watching: what the page does after its test is nobody's fault. */
  watch(page: Page): () => void {
    const onConsole = (message: ConsoleMessage) => {
      if (message.type() !== 'error') return;
      this.#seen.push(`${message.text()} (${message.location().url})`);
    };
    const onFault = (error: Error) => this.#seen.push(`Uncaught ${error.message}`);
    page.on('console', onConsole);
    page.on('pageerror', onFault);
    return () => {
      page.off('console', onConsole);
      page.off('pageerror', onFault);
    };
  }

  /** A fault that this test provokes on purpose, by its text or the address it came from. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  list(): string[] {
    return this.#seen.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)));
  }
}
