import { describe, expect, it } from 'vitest';
import { DeliverySchema } from '#shared/contract/delivery.ts';
import type { ExportWish } from '#shared/contract/export.ts';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import { configOf, type DoorClient } from './door-client.ts';

export function exportsCases(client: () => DoorClient): void {
  const load = (path: string) => client().door.fetch(path);
  const linesOf = async (path: string) =>
    (await (await load(path)).text())
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
  const waiting = async () => (await client().call('listExports', {}))[0];
  /** Begins and waits for the end. */
  const made = async (body: ExportWish) => {
    const { id } = await client().call('startExport', { body });
    await expect.poll(async () => (await waiting())?.state).not.toBe('running');
    return { id, ended: await waiting(), file: `/api/exports/${id}/file` };
  };
  const all = async () => (await client().call('listContacts', { query: { limit: 200 } })).items;

  describe('EX4 exporting contacts', () => {
    it('K2 as CSV: a column for each field, latest first, cells that look like formulas made harmless', async () => {
      await client().call('createField', { body: { name: 'Visits', type: 'number' } });
      await client().call('createContact', {
        body: {
          ...{ name: '=1+1', email: 'one@mail.example', phone: '020 7946 0131', fields: { visits: '-3' } },
          tags: { add: ['vip', 'a, b'] },
        },
      });
      await client().call('createContact', { body: { name: 'Zoë "Z" M, jr', email: 'two@mail.example' } });
      const answer = await load(RAW_ROUTES.contactsCsv);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="contacts.csv"');
      const [zoe, one] = await all();
      expect(
        Buffer.from(await answer.arrayBuffer())
          .toString()
          .split('\r\n'),
      ).toEqual([
        '\uFEFF"User Ns","CRM Contact Id","Phone","Email","First name","Last name","Name","Tags","Channel","Added","Last request","Visits"',
        `"${zoe?.userNs}","","","two@mail.example","","","Zoë ""Z"" M, jr","","email","${zoe?.createdAt}","",""`,
        `"${one?.userNs}","","'+442079460131","one@mail.example","","","'=1+1","""a, b"", vip","sms","${one?.createdAt}","","'-3"`,
        '',
      ]);
    });

    it('EX3 a file that was exported is imported to the same people, and changes nothing', async () => {
      for (const name of ['Channel', 'Mobile']) await client().call('createField', { body: { name, type: 'text' } });
      const { userNs } = (await all())[0]!;
      const fields = { channel: 'by telephone', mobile: 'none' };
      await client().call('updateContact', { params: { userNs }, body: { fields } });
      const before = await all();
      const text = await (await load(RAW_ROUTES.contactsCsv)).text();
      const { id, columns } = await client().call('openContactImport', { body: { text } });
      const targets = columns.map(({ target }) => target);
      expect(targets.filter((target) => target !== null)).toHaveLength(11);
      await client().call('runContactImport', {
        params: { id },
        body: { targets, onMatch: 'overwrite', dryRun: false },
      });
      const look = () => client().call('getContactImport', { params: { id } });
      await expect.poll(async () => (await look()).state).toBe('done');
      expect(await look()).toMatchObject({ counts: { matched: 2, created: 0 }, remarks: [] });
      expect(await all()).toEqual(before);
    });

    it('those of a segment alone, where that is asked for', async () => {
      const { id } = await client().call('createSegment', {
        body: { name: 'Visited', conditions: [{ of: 'field', is: 'filled', field: 'visits' }] },
      });
      const csv = await (await load(`${RAW_ROUTES.contactsCsv}?segment=${id}`)).text();
      expect(csv.split('\r\n').map((line) => line.split(',')[3])).toEqual(['"Email"', '"one@mail.example"', undefined]);
      const lines = await (await load(`${RAW_ROUTES.contactsJson}?segment=${id}`)).text();
      expect(lines.match(/"email":"[^"]*"/g)).toEqual(['"email":"one@mail.example"']);
      expect((await load(`${RAW_ROUTES.contactsCsv}?segment=seg_gone`)).status).toBe(404);
    });

    it('as JSON they are one list, as the door tells them, over any number of pages', async () => {
      const rows = Array.from({ length: 450 }, (_, index) => `many.${index}@mail.example`);
      const { id } = await client().call('openContactImport', { body: { text: ['Email', ...rows].join('\n') } });
      await client().call('runContactImport', {
        params: { id },
        body: { targets: [{ slot: 'email' }], dryRun: false },
      });
      const look = () => client().call('getContactImport', { params: { id } });
      await expect.poll(async () => (await look()).state).toBe('done');
      const lines = await (await load(RAW_ROUTES.contactsJson)).json();
      expect(lines).toHaveLength(452);
      expect(new Set(lines.map((line: { userNs: string }) => line.userNs)).size).toBe(452);
      expect(lines.slice(0, 200)).toEqual(await all());
    });

    it('a reader who leaves ends it, and the next one gets everything', async () => {
      const answer = await load(RAW_ROUTES.contactsJson);
      const reader = answer.body!.getReader();
      await reader.read();
      await reader.cancel();
      expect(await (await load(RAW_ROUTES.contactsJson)).json()).toHaveLength(452);
    });
  });

  describe('EX4 exporting the log', () => {
    it('one entry a line, filtered like the log, without raw requests', async () => {
      const webhook = await client().webhook({ identity: { email: '$.email' } });
      await client().deliver(webhook, { email: 'one@mail.example', secret: 'not-in-the-export' });
      await client().deliver(webhook, { nothing: true });
      const lines = await linesOf(RAW_ROUTES.log);
      expect(lines).toEqual((await client().call('listDeliveries', { query: { limit: 50 } })).items);
      expect(lines.map((line) => DeliverySchema.parse(line).outcome)).toEqual(['unidentified', 'processed']);
      expect(JSON.stringify(lines)).not.toContain('not-in-the-export');
      expect(await linesOf(`${RAW_ROUTES.log}?outcome=processed&webhookId=${webhook.id}`)).toEqual([lines[1]]);
    });

    it.each([`${RAW_ROUTES.log}?limit=5`, `${RAW_ROUTES.log}?outcome=never`, `${RAW_ROUTES.contactsCsv}?q=a`])(
      'INVALID_INPUT refuses what it does not know: %s',
      async (path) => {
        expect((await load(path)).status).toBe(422);
      },
    );
  });

  describe('EX4 a file that is made first', () => {
    const log: ExportWish = { of: 'log', query: {} };

    it('says how far it is, and is the same as what is streamed', async () => {
      const wishes: [ExportWish, string][] = [
        [{ of: 'contacts', as: 'csv', query: {} }, RAW_ROUTES.contactsCsv],
        [{ of: 'contacts', as: 'json', query: {} }, RAW_ROUTES.contactsJson],
        [log, RAW_ROUTES.log],
      ];
      for (const [wish, streamed] of wishes) {
        const { ended, file } = await made(wish);
        const answer = await load(file);
        const bytes = Buffer.from(await answer.arrayBuffer());
        expect(bytes.equals(Buffer.from(await (await load(streamed)).arrayBuffer()))).toBe(true);
        const rows = wish.of === 'log' ? 2 : 452;
        expect(ended).toMatchObject({ state: 'ready', rows, expected: rows, sizeBytes: bytes.length, fault: null });
        expect(answer.headers.get('content-length')).toBe(String(bytes.length));
        expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${ended?.fileName}"`);
        expect(answer.headers.get('content-type')).toBe((await load(streamed)).headers.get('content-type'));
        expect((await load(file)).status).toBe(404);
        expect(await waiting()).toBeUndefined();
      }
    });

    it('has what the filter leaves, and expects no more', async () => {
      const filters: [ExportWish, number][] = [
        [{ of: 'log', query: { outcome: 'processed' } }, 1],
        [{ of: 'log', query: { contact: 'f1unobody' } }, 0],
      ];
      for (const [wish, rows] of filters) expect((await made(wish)).ended).toMatchObject({ rows, expected: rows });
      const segment = (await client().call('listSegments', {}))[0]!.id;
      const { ended } = await made({ of: 'contacts', as: 'csv', query: { segment } });
      expect(ended).toMatchObject({ rows: 1, expected: 1 });
    });

    it('is told of when it begins, is ready and is thrown away', async () => {
      const news = await client().events();
      const { id } = await made(log);
      await news.until(({ type }) => type === 'exports');
      await news.until(({ type }) => type === 'exports');
      await client().call('deleteExport', { params: { id } });
      await news.until(({ type }) => type === 'exports');
      await news.close();
      expect(await waiting()).toBeUndefined();
      expect(await client().refused('deleteExport', { params: { id } })).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('LG3 has no private value, unless that is asked for', async () => {
      await client().call('createField', { body: { name: 'Blood type', type: 'text', isPrivate: true } });
      await client().call('createContact', { body: { name: 'Ida', fields: { blood_type: 'AB minus' } } });
      const textOf = async (wish: ExportWish) => (await load((await made(wish)).file)).text();
      for (const as of ['csv', 'json'] as const) {
        const masked = await textOf({ of: 'contacts', as, query: {} });
        expect(masked).toContain('Ida');
        expect(masked).not.toContain('AB minus');
        expect(await textOf({ of: 'contacts', as, query: { private: 'shown' } })).toContain('AB minus');
      }
    });

    it('K10 has no secret that is stored here, wherever a sender put it', async () => {
      const client_ = client();
      const secret = 'a made-up "secret", of a webhook';
      const { id } = await client_.call('createWebhook', {
        body: { name: 'Signed', config: { verify: { scheme: 'github' } } },
      });
      await client_.call('putSecret', { params: { id, name: 'secret' }, body: { value: secret } });
      await client_.call('putChannelSecret', {
        params: { channel: 'sms', name: 'authToken' },
        body: { value: 'short-1' },
      });
      await client_.call('createField', { body: { name: 'Remark', type: 'text' } });
      await client_.call('createContact', {
        body: { name: 'Kit', firstName: 'short-1', lastName: 'short-12', fields: { remark: `so: ${secret}!` } },
      });
      for (const as of ['csv', 'json'] as const) {
        const text = await (await load((await made({ of: 'contacts', as, query: { private: 'shown' } })).file)).text();
        const line = text.split('\n').find((one) => one.includes('Kit'));
        expect(line).toMatch(/"so: ••••••!".*|.*so: ••••••!/);
        expect(line).toContain('short-12');
        expect(line).not.toMatch(/"short-1"|a made-up/);
      }
      await client_.call('deleteWebhook', { params: { id } });
    });

    it('LG3 is not handed out when a field was made private since; it says so', async () => {
      const { file } = await made({ of: 'contacts', as: 'csv', query: {} });
      await client().call('updateField', { params: { key: 'visits' }, body: { isPrivate: true } });
      expect((await load(file)).status).toBe(404);
      expect(await waiting()).toMatchObject({ state: 'failed', fault: { code: 'made-private' } });
    });

    it('LG3 a log is not handed out when a webhook has come to read a place of it into a private field; the next one leaves that out', async () => {
      await client().call('createField', { body: { name: 'Complaint', type: 'text', isPrivate: true } });
      await client().call('createField', { body: { name: 'Said aloud', type: 'text' } });
      const row = (field: string) => ({ field, path: '$.said' });
      const webhook = await client().webhook({ identity: { email: '$.email' }, fields: [row('said_aloud')] });
      await client().deliver(webhook, { email: 'una@mail.example', said: 'Tonsillitis again' });
      const wish = { of: 'log', query: {} } as const;
      const { file } = await made(wish);
      await client().call('updateWebhook', {
        params: { id: webhook.id },
        body: { config: { ...configOf(webhook), fields: [row('said_aloud'), row('complaint')] } },
      });
      expect((await load(file)).status).toBe(404);
      expect(await waiting()).toMatchObject({ state: 'failed', fault: { code: 'made-private' } });
      const again = await made(wish);
      // What it reads into an open field takes nothing from the next file.
      await client().call('updateWebhook', { params: { id: webhook.id }, body: { name: 'Reception' } });
      expect((await load(again.file)).status).toBe(200);
    });

    it('LG3 is thrown away when somebody is erased; it says so', async () => {
      const { file } = await made({ of: 'contacts', as: 'csv', query: {} });
      const { userNs } = (await all())[0]!;
      await client().call('eraseContact', { params: { userNs }, body: { dryRun: true } });
      expect(await waiting()).toMatchObject({ state: 'ready' });
      await client().call('eraseContact', { params: { userNs }, body: { dryRun: false } });
      expect(await waiting()).toMatchObject({ state: 'failed', fault: { code: 'erased' } });
      expect((await load(file)).status).toBe(404);
    });

    it.each([
      { of: 'log', query: { outcome: 'never' } },
      { of: 'log', query: { limit: 5 } },
      { of: 'log' },
      { of: 'contacts', query: {} },
      { of: 'everything', query: {} },
    ])('INVALID_INPUT refuses what it does not know: %j', async (body) => {
      expect(await client().refused('startExport', { body })).toMatchObject({ code: 'INVALID_INPUT' });
    });

    it('NOT_FOUND for a segment that is gone, and for a file that was never made', async () => {
      const body = { of: 'contacts', as: 'csv', query: { segment: 'seg_gone' } };
      expect(await client().refused('startExport', { body })).toMatchObject({ code: 'NOT_FOUND' });
      expect((await load('/api/exports/exp_none/file')).status).toBe(404);
    });
  });
}
