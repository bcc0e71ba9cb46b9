import { setTimeout as after } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { keepSample, pathBox, receipt as receiptOf } from '#test/e2e/support/editor.ts';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { inBrowser } from '../in-browser.ts';
import { type Benchmark, median } from '../measure.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

declare global {
  interface Window {
    /** 0 until the receipt tells what is waited for. */
    receiptMs: number;
  }
}

const ROUNDS = 10;
const BETWEEN_KEYS_MS = 200;
const MAILS = ['ada.0@example.com', 'ada.1@example.com'] as const;
/** 1 MB as JSON, 30,000 values. */
const SAMPLE = {
  client: { name: 'Ada Byron', mail0: MAILS[0], mail1: MAILS[1] },
  rows: Array.from({ length: 10_000 }, (_, row) => ({ row, price: '65.00', note: 'x'.repeat(60) })),
};

/** From a key in the path of a slot to the receipt that tells the new value, painted, in the editor with a sample of 1 MB. */
export const receipt: Benchmark = {
  metrics: [{ name: 'receipt_ms', bound: '< 100 ms' }],
  run: () => withFieldhook((fieldhook) => inBrowser((page) => measure(fieldhook, page))),
};

async function measure(fieldhook: Fieldhook, page: Page) {
  const config = { identity: { email: '$.client.mail0' } };
  const { id } = await call(fieldhook, 'createWebhook', { body: { name: 'Bookings', config } });
  await keepSample(fieldhook, id, SAMPLE);
  await page.goto(fieldhook.address);
  await page.goto(`${fieldhook.ui}/#/webhooks/${id}`);
  await receiptOf(page).getByText(MAILS[0]).first().waitFor();
  const box = pathBox(page, 'Email');
  await box.click();
  await page.keyboard.press('End');

  const runs: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const digit = round % 2;
    await page.keyboard.press('Backspace');
    await page.waitForFunction<boolean, string>(isGone, MAILS[1 - digit]!);
    // As between two keys of a person.
    await after(BETWEEN_KEYS_MS);
    await page.evaluate(watchFor, MAILS[digit]!);
    await page.keyboard.press(String(digit));
    await page.waitForFunction(() => window.receiptMs > 0);
    runs.push(await page.evaluate(() => window.receiptMs));
  }
  return { receipt_ms: { value: median(runs), unit: 'ms', runs } };
}

/** Runs in the page: whether the receipt does not tell this value any more. */
function isGone(text: string): boolean {
  return !document.querySelector('#step-check')?.textContent.includes(text);
}

/** Runs in the page: notes the time from the next key to the receipt that holds this text, painted. */
function watchFor(text: string): void {
  window.receiptMs = 0;
  const watch = () => {
    const begun = performance.now();
    const look = () => {
      const isTold = document.querySelector('#step-check')?.textContent.includes(text);
      requestAnimationFrame(() => {
        if (isTold) window.receiptMs = performance.now() - begun;
        else look();
      });
    };
    look();
  };
  document.addEventListener('keydown', watch, { capture: true, once: true });
}
