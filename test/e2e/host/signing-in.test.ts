import { expect } from 'vitest';
import { test } from '../support/journey.ts';

test('the printed address signs the browser in, and its secret leaves the address bar', async ({ page, fieldhook }) => {
  await page.getByRole('navigation').waitFor();
  await expect.poll(() => page.url()).not.toContain(fieldhook.token);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(cookie?.name).toMatch(/^fieldhook-[0-9a-f]{12}$/);
  await page.goBack().catch(() => null);
  expect(page.url()).not.toContain(fieldhook.token);
});

test('a browser that is not signed in sees how to, and nothing else', async ({ open, fieldhook }) => {
  const page = await open(fieldhook.ui);
  await page.getByText('This browser is not signed in to Fieldhook').waitFor();
  await page.getByRole('navigation').waitFor({ state: 'detached' });
  const statuses = await page.evaluate(async () => [
    (await fetch('/session').then((answer) => answer.json())) as { signedIn: boolean },
  ]);
  expect(statuses).toEqual([{ signedIn: false }]);
});

test('pasting the printed address into an open tab signs it in too', async ({ open, fieldhook }) => {
  const page = await open(fieldhook.ui);
  await page.goto(fieldhook.address);
  await page.getByRole('navigation').waitFor();
  await expect.poll(() => page.url()).not.toContain(fieldhook.token);
});

test('a wrong secret does not, and says nothing about the right one', async ({ open, fieldhook, faults }) => {
  faults.allow(/401/);
  const page = await open(`${fieldhook.ui}/#t=${'x'.repeat(43)}`);
  await page.getByText('This browser is not signed in to Fieldhook').waitFor();
  await page.getByRole('navigation').waitFor({ state: 'detached' });
  await expect.poll(() => page.url()).not.toContain('xxx');
});

test('a restart signs nobody out', async ({ page, fieldhook, start, open }) => {
  await page.close();
  await fieldhook.stop();
  const again = await start({ dataDir: fieldhook.dataDir });
  const fresh = await open(again.ui);
  await fresh.getByRole('navigation').waitFor();
});

test('localhost is as good a name as 127.0.0.1', async ({ open, fieldhook }) => {
  const page = await open(fieldhook.address.replace('127.0.0.1', 'localhost'));
  await page.getByRole('navigation').waitFor();
});

test('another page on this machine can neither read nor change anything', async ({ open, start, faults }) => {
  const ours = await start();
  const theirs = await start();
  const signedIn = await open(ours.address);
  await signedIn.getByRole('navigation').waitFor();
  // A page of another port on 127.0.0.1: the same site for the browser, so that it sends our cookie along.
  const page = await open(theirs.address);
  await page.getByRole('navigation').waitFor();
  faults.allow(/Content Security Policy|CORS|ERR_FAILED|403/);
  await page.route('**/policy-free', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${theirs.ui}/policy-free`);
  const attempts = await page.evaluate(async (ui) => {
    const tryIt = (init: RequestInit) =>
      fetch(`${ui}/api/webhooks`, { credentials: 'include', ...init }).then(
        (answer) => `answered ${answer.type}`,
        () => 'refused',
      );
    return [
      await tryIt({}),
      await tryIt({ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"x"}' }),
      await tryIt({ method: 'POST', mode: 'no-cors', body: '{"name":"x"}' }),
    ];
  }, ours.ui);
  expect(attempts.filter((attempt) => attempt.startsWith('answered') && attempt !== 'answered opaque')).toEqual([]);
  const rows = (await (await ours.door('/api/webhooks')).json()) as unknown[];
  expect(rows).toEqual([]);
});
