import { describe, expect, it } from 'vitest';
import { DeliverySchema } from '#shared/contract/delivery.ts';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import type { DoorClient } from './door-client.ts';

export function exportsCases(client: () => DoorClient): void {
  const load = (path: string) => client().door.fetch(path);
  const linesOf = async (path: string) =>
    (await (await load(path)).text())
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
  const all = async () => (await client().call('listContacts', { query: { limit: 200 } })).items;

  describe('EX4 exporting contacts', () => {
    it('K2 as CSV: a column for each field, latest first, cells that look like formulas made harmless', async () => {
      await client().call('createField', { body: { name: 'Visits', type: 'number' } });
      await client().call('createContact', {
        body: { name: '=1+1', email: 'one@mail.example', phone: '020 7946 0131', fields: { visits: '-3' } },
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
        '\uFEFF"User Ns","CRM Contact Id","Phone","Email","First name","Last name","Name","Channel","Added","Last request","Visits"',
        `"${zoe?.userNs}","","","two@mail.example","","","Zoë ""Z"" M, jr","email","${zoe?.createdAt}","",""`,
        `"${one?.userNs}","","'+442079460131","one@mail.example","","","'=1+1","sms","${one?.createdAt}","","'-3"`,
        '',
      ]);
    });

    it('EX3 a file that was exported is imported to the same people, and changes nothing', async () => {
      const before = await all();
      const text = await (await load(RAW_ROUTES.contactsCsv)).text();
      const { id, columns } = await client().call('openContactImport', { body: { text } });
      const targets = columns.map(({ target }) => target);
      expect(targets.filter((target) => target !== null)).toHaveLength(8);
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

    it('as JSON lines they are as the door tells them, over any number of pages', async () => {
      const rows = Array.from({ length: 450 }, (_, index) => `many.${index}@mail.example`);
      const { id } = await client().call('openContactImport', { body: { text: ['Email', ...rows].join('\n') } });
      await client().call('runContactImport', {
        params: { id },
        body: { targets: [{ slot: 'email' }], dryRun: false },
      });
      const look = () => client().call('getContactImport', { params: { id } });
      await expect.poll(async () => (await look()).state).toBe('done');
      const lines = await linesOf(RAW_ROUTES.contactsJson);
      expect(lines).toHaveLength(452);
      expect(new Set(lines.map((line) => (line as { userNs: string }).userNs)).size).toBe(452);
      expect(lines.slice(0, 200)).toEqual(await all());
    });

    it('a reader who leaves ends it, and the next one gets everything', async () => {
      const answer = await load(RAW_ROUTES.contactsJson);
      const reader = answer.body!.getReader();
      await reader.read();
      await reader.cancel();
      expect(await linesOf(RAW_ROUTES.contactsJson)).toHaveLength(452);
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
}
