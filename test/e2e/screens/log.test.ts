import { describe, expect } from 'vitest';
import type { Sample } from '#shared/contract/webhook.ts';
import { pathBox } from '../support/editor.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import { ask, JANE, makeWebhook, openClinic, post, RAVI, SETTINGS, send, zoneAtNoon } from './harbour-clinic.ts';

const guest = (index: number) => ({ email: `guest${index}@mail.example`, name: `Guest ${index}` });

describe('the log', () => {
  test('LG1 a request appears on top of the open log as it arrives', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await menu(page).getByRole('link', { name: 'Log' }).click();
    await page.getByText('No requests yet').waitFor();
    await book(JANE);
    const rows = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    await rows.nth(1).getByText('Jane Doe').waitFor();
    await book(RAVI);
    await rows.nth(1).getByText('Ravi Patel').waitFor();
    await rows.nth(2).getByText('Jane Doe').waitFor();
  });

  test('LG2 filters by webhook, outcome, day and contact stand in the address', async ({ page, fieldhook }) => {
    const { book, bookings } = await openClinic(fieldhook);
    await ask(fieldhook, 'PUT', '/api/settings', { ...SETTINGS, timeZone: zoneAtNoon() });
    const shop = await makeWebhook(fieldhook, { name: 'Shop' });
    await book(JANE);
    await book({ nobody: true });
    await book('{"broken":');
    await send(fieldhook, shop, { any: 1 });
    await page.goto(`${fieldhook.ui}/#/log`);
    const rows = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    const pick = async (filter: string, option: RegExp | string) => {
      await page.getByRole('combobox', { name: filter }).click();
      await page.getByRole('option', { name: option }).click();
    };

    await rows.nth(4).waitFor();
    await pick('Webhook', 'Bookings');
    await expect.poll(() => rows.count()).toBe(4);
    await pick('Outcome', /^Unreadable/);
    await expect.poll(() => rows.count()).toBe(2);
    await expect.poll(() => new URL(page.url()).hash).toBe(`#/log?webhook=${bookings.id}&outcome=unparsed`);
    await page.reload();
    await rows.nth(1).getByText('Unreadable').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await pick('Time', 'Yesterday');
    await page.getByText('No request fits these filters').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('combobox', { name: 'Contact' }).fill('jan');
    await page.getByRole('option', { name: 'Jane Doe' }).click();
    await expect.poll(() => rows.count()).toBe(2);
  });

  test('LG2 a request is found by a value of its payload, and by a phone number in another notation', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book({ ...JANE, phone: '+44 117 496 0123' });
    await book({ email: 'ravi@mail.example', order: 'Blue Lantern 77' });
    await page.goto(`${fieldhook.ui}/#/log`);
    const rows = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    const words = page.getByRole('searchbox', { name: 'Containing' });
    await rows.nth(2).waitFor();
    await words.fill('lantern');
    await expect.poll(() => rows.count()).toBe(2);
    await rows.nth(1).getByText('ravi@mail.example').waitFor();
    await words.fill('(0117) 496-0123');
    await words.press('Enter');
    await rows.nth(1).getByText('Jane Doe').waitFor();
    await expect.poll(() => rows.count()).toBe(2);
    await words.fill('"AND (');
    await page.getByText('No request fits these filters').waitFor();
    // What arrives now is found as soon as it is read.
    await words.fill('harbour bell');
    await expect.poll(() => new URL(page.url()).hash).toBe('#/log?text=harbour+bell');
    await book({ email: 'zoe@mail.example', note: 'Harbour Bell' });
    await rows.nth(1).getByText('zoe@mail.example').waitFor();
  });

  test('LG2 a filter is saved as a view, which survives a reload, is renamed and deleted', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    await book({ nobody: true });
    await page.goto(`${fieldhook.ui}/#/log`);
    const rows = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    await rows.nth(2).waitFor();
    const outcome = page.getByRole('combobox', { name: 'Outcome' });
    const before = await outcome.boundingBox();
    await outcome.click();
    await page.getByRole('option', { name: /^Not identified/ }).click();
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole('button', { name: 'Save this view…' }).waitFor();
    expect(await outcome.boundingBox(), 'choosing moves nothing').toEqual(before);
    await page.getByRole('button', { name: 'Save this view…' }).click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await expect.poll(() => name.inputValue()).toBe('Not identified');
    await name.fill('Who is this?');
    await name.press('Enter');
    const views = page.getByRole('navigation', { name: 'Saved views' });
    await focusOn(views.getByRole('link', { name: 'Who is this?' }));
    await views.getByRole('link', { name: 'Everything' }).click();
    await rows.nth(2).waitFor();
    await page.reload();
    await views.getByRole('link', { name: 'Who is this?' }).click();
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole('button', { name: 'More for the view Who is this?' }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await name.fill('Strangers');
    await name.press('Enter');
    await page.getByRole('button', { name: 'More for the view Strangers' }).click();
    await page.getByRole('menuitem', { name: 'Delete this view…' }).click();
    const deleting = page.getByRole('dialog', { name: 'Delete the view Strangers?' });
    await deleting.getByText('The requests in it stay.').waitFor();
    expect(await views.count()).toBeGreaterThan(0);
    await deleting.getByRole('button', { name: 'Delete view' }).click();
    await rows.nth(2).waitFor();
    await expect.poll(() => views.count()).toBe(0);
    const note = page.getByRole('alert').filter({ hasText: 'Strangers is deleted.' });
    await note.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name: 'Strangers' }).waitFor();
  });

  test('a filtered log takes in only what fits', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await page.goto(`${fieldhook.ui}/#/log?outcome=unidentified`);
    await page.getByText('No request fits these filters').waitFor();
    await book(JANE);
    await book({ nobody: true });
    const rows = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    await rows.nth(1).getByText('Not identified').waitFor();
    await expect.poll(() => rows.count()).toBe(2);
  });

  test('older pages come while scrolling, and new requests wait without pushing the list', async ({
    page,
    fieldhook,
  }) => {
    const { book, bookings } = await openClinic(fieldhook);
    await post(fieldhook, bookings, guest(1));
    await Promise.all(Array.from({ length: 118 }, (_, index) => post(fieldhook, bookings, guest(index + 2))));
    await book(guest(120));
    await page.goto(`${fieldhook.ui}/#/log`);
    const main = page.getByRole('main');
    await main.getByText('Guest 120').waitFor();
    const oldest = main.getByText('Guest 1', { exact: true });
    await expect
      .poll(async () => {
        await main.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        return oldest.count();
      })
      .toBe(1);

    await oldest.scrollIntoViewIfNeeded();
    // Rows are measured as they come, which moves those below them: a few frames long nothing has moved.
    await oldest.evaluate(async (element) => {
      const top = () => element.getBoundingClientRect().top;
      for (let [still, before] = [0, top()]; still < 5; still = before === top() ? still + 1 : 0) {
        before = top();
        await new Promise(requestAnimationFrame);
      }
    });
    const place = await oldest.boundingBox();
    await book({ email: 'late@mail.example', name: 'Late Guest' });
    const newer = page.getByRole('button', { name: '1 new request' });
    await newer.waitFor();
    await expect.poll(() => oldest.boundingBox()).toEqual(place);
    await newer.press('Enter');
    await main.getByText('Late Guest').waitFor();
    await focusOn(page.getByRole('heading', { level: 1, name: 'Log' }));
  });

  test('coming back from an entry leads to the same place in the list', async ({ page, fieldhook }) => {
    const { bookings, book } = await openClinic(fieldhook);
    for (let index = 1; index < 40; index += 1) await post(fieldhook, bookings, guest(index));
    await book(guest(40));
    await page.goto(`${fieldhook.ui}/#/log?webhook=${bookings.id}`);
    const main = page.getByRole('main');
    await main.getByText('Guest 40').waitFor();
    // Only as far as the rows that are there reach.
    const scrolled = () =>
      main.evaluate((element) => {
        element.scrollTo(0, 900);
        return element.scrollTop;
      });
    await expect.poll(scrolled).toBe(900);
    const far = main.getByRole('row').filter({ has: page.getByText('Guest 18', { exact: true }) });
    await far.getByRole('link', { name: /^Request for Bookings/ }).click();
    await page.getByRole('tab', { name: 'What happened' }).waitFor();
    await page.getByRole('link', { name: 'Older request' }).click();
    await main.getByText('Guest 17', { exact: true }).first().waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Log', exact: true }).click();
    await far.waitFor();
    await expect.poll(() => main.evaluate((element) => element.scrollTop)).toBe(900);
    await expect.poll(() => new URL(page.url()).hash).toBe(`#/log?webhook=${bookings.id}`);
  });
});

describe('an entry of the log', () => {
  test('LG2 shows what happened and why, the fields, the payload and what exactly arrived', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    const delivery = await book({ ...JANE, start: '2026-12-01T10:00:00Z' });
    await page.goto(`${fieldhook.ui}/#/log/${delivery.id}`);
    await page.getByRole('heading', { level: 1, name: 'Request for Bookings' }).waitFor();
    await page.getByText('New contact by e-mail (ID6)').first().waitFor();
    await page.getByRole('table', { name: 'Custom fields before and after' }).getByText('1 Dec 2026, 10:00').waitFor();

    await page.getByRole('tab', { name: 'Payload' }).click();
    await page.getByRole('tree').getByText('jane@mail.example').waitFor();

    await page.getByRole('tab', { name: 'As received' }).click();
    const headers = page.getByRole('table', { name: 'Headers' });
    await headers.getByRole('row', { name: /^content-type application\/json/ }).waitFor();
    await page.getByRole('region', { name: 'Body of the request' }).getByText('"jane@mail.example"').waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied: it sends this request to the webhook once more.').waitFor();
    const line = await page.evaluate(() => navigator.clipboard.readText());
    expect(line).toMatch(
      /^curl -X 'POST' 'http:.*-H 'content-type: application\/json'.*--data-raw '\{"email":"jane@mail.example"/,
    );
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const stream = await (await download).createReadStream();
    expect(JSON.parse(Buffer.concat(await stream.toArray()).toString())).toMatchObject(JANE);

    await page.getByRole('link', { name: 'Open contact' }).click();
    await page.getByRole('heading', { level: 1, name: 'Jane Doe' }).waitFor();
  });

  test('says what was wrong with a request that could not be read, where, and what to do', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    const delivery = await book('{"email": ');
    await page.goto(`${fieldhook.ui}/#/log/${delivery.id}`);
    await page
      .getByText(/line 1, column \d+/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Payload' }).waitFor({ state: 'detached' });
  });

  test('RC5 a refused request says why and what to do, and becomes the sample', async ({ page, fieldhook }) => {
    const shop = await makeWebhook(fieldhook, { name: 'Shop' });
    const delivery = await send(fieldhook, shop, { order: 7 });
    await page.goto(`${fieldhook.ui}/#/log/${delivery.id}`);
    await page.getByText('Switch the webhook on.').waitFor();
    const own = { text: '{"mine":1}', contentType: 'application/json', deliveryId: null };
    await ask(fieldhook, 'PUT', `/api/webhooks/${shop.id}/sample`, own);
    await page.getByRole('button', { name: 'Use as sample' }).click();
    await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor();
    const sample = () => ask<Sample>(fieldhook, 'GET', `/api/webhooks/${shop.id}/sample`);
    await expect.poll(sample).toMatchObject({ deliveryId: delivery.id });
    expect(JSON.parse((await sample()).text)).toEqual({ order: 7 });
    await page.getByRole('treeitem', { name: /^order/ }).waitFor();
    await page
      .getByRole('alert')
      .filter({ hasText: 'in place of your own text' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await page.getByRole('treeitem', { name: /^mine/ }).waitFor();
    expect(await sample()).toEqual(own);
  });

  test('a value of a request is mapped from the log: the editor has the request, and the value ready to be used', async ({
    page,
    fieldhook,
  }) => {
    // With something private the tree stands lower.
    await ask(fieldhook, 'POST', '/api/fields', { name: 'Order', type: 'text', isPrivate: true });
    const config = { fields: [{ field: 'order', path: '$.order' }] };
    const shop = await makeWebhook(fieldhook, { name: 'Shop', config });
    await send(fieldhook, shop, { buyer: { mail: 'first@mail.example' } });
    const delivery = await send(fieldhook, shop, { order: 7, buyer: { mail: 'jane@mail.example' } });
    await page.goto(`${fieldhook.ui}/#/log/${delivery.id}`);
    await page.getByRole('tab', { name: 'Payload' }).click();
    // What can be done with a value is seen once it is chosen.
    await page.getByRole('treeitem', { name: /^mail/ }).click();
    const map = page.getByRole('button', { name: 'Map this field…' });
    await expect
      .poll(async () => {
        const place = await map.boundingBox();
        return place !== null && place.y + place.height <= page.viewportSize()!.height;
      })
      .toBe(true);
    await map.click();
    await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor();
    const chosen = page.getByRole('treeitem', { name: /^mail/, selected: true });
    await chosen.waitFor();
    await expect.poll(() => page.url()).toMatch(new RegExp(`#/webhooks/${shop.id}$`));
    await page.getByRole('button', { name: 'Use for…' }).click();
    await page.getByRole('menuitem', { name: 'Email' }).click();
    await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.buyer.mail');
  });

  test('LG2 a stranger’s text is text: no markup runs and no character hides', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    const name = '<img src=x onerror="document.title=1"> evil\u202Emoc';
    const delivery = await book({ email: 'mallory@mail.example', name });
    await page.goto(`${fieldhook.ui}/#/log/${delivery.id}`);
    const shown = page.getByText('<img src=x onerror="document.title=1"> evil').first();
    await shown.waitFor();
    await page.getByText('U+202E').first().waitFor();
    await page.locator('img').waitFor({ state: 'detached' });
    await expect.poll(() => page.title()).toBe('Request for Bookings · Fieldhook');
  });

  test('one that does not exist says so', async ({ page, fieldhook, faults }) => {
    faults.allow(/404.*\/api\/deliveries\//);
    await page.goto(`${fieldhook.ui}/#/log/dlv_nothing`);
    await page.getByText('It may have been deleted.').waitFor();
  });
});
