import type { Page } from 'playwright-core';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { inBrowser } from '../in-browser.ts';
import { PAYLOAD } from '../load.ts';
import { type Benchmark, median } from '../measure.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const ROUNDS = 20;

/** From sending a request to its row in the open log, painted. Sender and page read the same clock of the machine. */
export const logLive: Benchmark = {
  metrics: [{ name: 'log_live_ms', bound: '< 150 ms' }],
  run: () => withFieldhook((fieldhook) => inBrowser((page) => measure(fieldhook, page))),
};

async function measure(fieldhook: Fieldhook, page: Page) {
  const webhook = await call(fieldhook, 'createWebhook', {
    body: { name: 'Live', config: { identity: { email: '$.payload.invitee.email' } } },
  });
  await call(fieldhook, 'updateWebhook', { params: { id: webhook.id }, body: { active: true } });
  await page.goto(fieldhook.address);
  await page.getByRole('link', { name: 'Log' }).click();
  await page.getByText('No requests yet').waitFor();

  const runs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const email = `visitor.${round}@example.com`;
    const seen = page.evaluate(whenShown, email);
    const sent = performance.timeOrigin + performance.now();
    await fetch(webhook.address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: PAYLOAD.replace('ada.byron@example.com', email),
    });
    runs.push((await seen) - sent);
  }
  return { log_live_ms: { value: median(runs), unit: 'ms', runs } };
}

/** Runs in the page: resolves to the time at which this text has been painted in a table. */
function whenShown(text: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const isShown = [...document.querySelectorAll('[role="table"] [role="row"], table tr')].some((row) =>
        row.textContent.includes(text),
      );
      if (isShown) resolve(performance.timeOrigin + performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}
