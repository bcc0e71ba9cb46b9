import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { firstScreen, test } from './desktop-journey.ts';

test('EX4 contacts go out of the window as a file that is made first', async ({ launch }) => {
  const desktop = await launch();
  const page = await firstScreen(desktop);
  await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    await fetch('/api/contacts', { method: 'POST', headers, body: '{"name":"Jane Doe","email":"jane@mail.example"}' });
  });
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'For other programs (JSON)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('contacts.json');
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject([{ name: 'Jane Doe' }]);
  await page.getByRole('region', { name: 'Export' }).waitFor({ state: 'detached' });
});

test('a file that the window could not save is told of; one that was saved, or not wanted, is not', async ({
  launch,
}) => {
  const desktop = await launch();
  await firstScreen(desktop);
  const told = await desktop.evaluate(({ session, standIn }) => {
    const Emitter = Object.getPrototypeOf(session.defaultSession.constructor) as new () => NodeJS.EventEmitter;
    for (const [name, state] of [
      ['kept.csv', 'completed'],
      ['unwanted.csv', 'cancelled'],
      ['log.jsonl', 'interrupted'],
    ]) {
      const item = Object.assign(new Emitter(), { getFilename: () => name });
      session.defaultSession.emit('will-download', {}, item);
      item.emit('done', {}, state);
    }
    return standIn.dialogs.map(({ options }) => (options as { message: string }).message);
  });
  expect(told).toEqual(['“log.jsonl” could not be saved.']);
});
