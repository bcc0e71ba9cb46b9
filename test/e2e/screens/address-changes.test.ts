import { expect } from 'vitest';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, makeWebhook, SETTINGS } from './harbour-clinic.ts';

test('TN4 after the public address changed, each sender is ticked off by hand or by a request at the new address', async ({
  start,
  open,
}) => {
  // An address of one’s own that leads to this computer is a public address like any other, and needs no internet.
  const first = await start();
  await ask(first, 'PUT', '/api/settings', SETTINGS);
  await first.stop();
  const fieldhook = await start({ dataDir: first.dataDir, args: ['--tunnel'] });
  const { port } = new URL(fieldhook.receiver);
  const switchTo = (host: string) =>
    ask(fieldhook, 'PUT', '/api/settings', {
      ...SETTINGS,
      tunnel: { provider: 'own-address', url: `http://${host}:${port}` },
    });
  for (const name of ['Bookings', 'Shop']) {
    const { id } = await makeWebhook(fieldhook, { name });
    await ask(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
  }
  await switchTo('127.0.0.1');
  const page = await open(fieldhook.address);
  await page.getByRole('button', { name: /public address ready/ }).waitFor();
  await switchTo('localhost');

  const list = page.getByRole('region', { name: 'Your public address changed' });
  await list.getByText(`http://localhost:${port}/h/`).first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: /public address ready/ }).click();
  await page.getByText('2 senders have not been told').waitFor();
  await page.keyboard.press('Escape');

  await list.getByRole('button', { name: 'Copy the new address of Shop' }).waitFor();
  const shop = list.getByRole('checkbox', { name: 'The sender of Shop has been told' });
  for (const isTold of [true, false, true]) {
    await choose(shop, isTold);
    await list
      .getByText(isTold ? 'told' : 'to be told', { exact: true })
      .nth(isTold ? 0 : 1)
      .waitFor();
    await expect.poll(() => shop.isChecked()).toBe(isTold);
  }
  const address = (await list.getByText('/h/').first().textContent()) ?? '';
  expect((await fetch(address, { method: 'POST', body: '{}' })).status).toBe(200);
  await page.getByRole('region', { name: 'Every sender knows the new address' }).waitFor();
  await page.getByText('a request came to the new address').waitFor();
  // What is done does not stand there for ever.
  await page.reload();
  await page.getByRole('list', { name: 'Webhooks' }).waitFor();
  await expect.poll(() => page.getByText('Every sender knows').count()).toBe(0);
});
