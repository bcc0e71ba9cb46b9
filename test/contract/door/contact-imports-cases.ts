import { describe, expect, it } from 'vitest';
import type { ImportState, ImportTarget, RunImport } from '#shared/contract/contact-import.ts';
import type { DoorClient } from './door-client.ts';

const NAME_PHONE_MAIL: ImportTarget[] = [{ slot: 'name' }, { slot: 'phone' }, { slot: 'email' }];

export function contactImportsCases(client: () => DoorClient): void {
  const open = (text: string) => client().call('openContactImport', { body: { text } });
  const begin = (id: string, wish: Partial<RunImport> = {}) =>
    client().call('runContactImport', {
      params: { id },
      body: { targets: NAME_PHONE_MAIL, onMatch: 'fill-blanks', numberFormat: 'point', dryRun: false, ...wish },
    });
  const run = async (id: string, wish: Partial<RunImport> = {}): Promise<ImportState> => {
    await begin(id, wish);
    const look = () => client().call('getContactImport', { params: { id } });
    await expect.poll(async () => (await look()).state, { interval: 10 }).toMatch(/^(done|cancelled|failed)$/);
    return look();
  };
  const search = async (q: string) => (await client().call('listContacts', { query: { q, limit: 50 } })).items;

  describe('EX4 a file of contacts', () => {
    it('is read, and its columns are proposed by their names', async () => {
      await client().call('createField', { body: { name: 'Shoe size', type: 'number' } });
      const file = await open('\uFEFFFirst Name;Mobile phone;E-Mail;shoe_size;Notes;\r\nJane;020 7946 0018;;39;;\r\n');
      expect(file).toMatchObject({ encoding: 'utf-8', delimiter: ';', rows: 1 });
      expect(file.columns).toEqual([
        { name: 'First Name', samples: ['Jane'], target: { slot: 'firstName' } },
        { name: 'Mobile phone', samples: ['020 7946 0018'], target: { slot: 'phone' } },
        { name: 'E-Mail', samples: [], target: { slot: 'email' } },
        { name: 'shoe_size', samples: ['39'], target: { field: 'shoe_size' } },
        { name: 'Notes', samples: [], target: null },
        { name: 'Column 6', samples: [], target: null },
      ]);
    });

    it('as bytes is read in the encoding that it turns out to have', async () => {
      const base64 = Buffer.from('Name,Mail\nZoë,zoe@example.com', 'latin1').toString('base64');
      const file = await client().call('openContactImport', { body: { base64 } });
      expect(file).toMatchObject({ encoding: 'windows-1252', columns: [{ samples: ['Zoë'] }, {}] });
    });

    it.each([
      ['no text', { base64: Buffer.from([0, 1, 2]).toString('base64') }],
      ['nothing but blank lines', { text: '\n\n' }],
      ['too many columns', { text: 'a,'.repeat(200) }],
    ])('that is %s is refused', async (_, body) => {
      const answer = await client().refused('openContactImport', { body });
      expect(answer).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
    });
  });

  describe('EX4 importing', () => {
    const FILE = [
      'Name,Phone,Email',
      'Ada One,020 7946 0101,ada@mail.example',
      'Ada Again,,ADA@mail.example',
      'Ben Two,020 7946 0102,ben@mail.example',
      'Clash,020 7946 0101,ben@mail.example',
      'Nobody,,',
      'Bad Phone,12,bad.phone@mail.example',
      'too,many,cells,here',
      '"broken"x,,y@mail.example',
    ].join('\n');

    it('PR5 ID10 the dry run says what the import then does, row by row, and writes nothing', async () => {
      const { id } = await open(FILE);
      const before = await client().call('listContacts', { query: { limit: 1 } });
      const dry = await run(id, { dryRun: true });
      expect(dry).toMatchObject({
        state: 'done',
        done: 8,
        total: 8,
        counts: { created: 3, matched: 1, conflict: 1, refused: 3, noted: 1 },
      });
      expect(dry.remarks.map(({ line, kind }) => [line, kind])).toEqual([
        [5, 'conflict'],
        [6, 'refused'],
        [7, 'noted'],
        [8, 'refused'],
        [9, 'refused'],
      ]);
      expect(dry.remarks[0]?.sentence).toBe(
        'These belong to different people: phone number to Ada One, e-mail to Ben Two.',
      );
      expect(dry.remarks[2]?.sentence).toMatch(/^Phone number left out: /);
      expect(await client().call('listContacts', { query: { limit: 1 } })).toEqual(before);

      const real = await run(id);
      expect(real).toEqual({ ...dry, dryRun: false });
      expect(await search('ada')).toMatchObject([{ name: 'Ada One', phone: '+442079460101', createdBy: null }]);
    });

    it('ID9 done again it makes nobody twice; what a contact has stays, unless it is to be replaced', async () => {
      const text = 'Name,Phone,Email\nBenjamin Two,,ben@mail.example\nDora,,dora@mail.example\n';
      const first = await run((await open(text)).id);
      expect(first.counts).toMatchObject({ created: 1, matched: 1 });
      expect(await search('ben@')).toMatchObject([{ name: 'Ben Two' }]);
      const second = await run((await open(text)).id, { onMatch: 'overwrite' });
      expect(second.counts).toMatchObject({ created: 0, matched: 2 });
      expect(await search('ben@')).toMatchObject([{ name: 'Benjamin Two', phone: '+442079460102' }]);
    });

    it('CV converts cells for their field; a blank cell clears nothing, one that cannot be read is kept out', async () => {
      await client().call('createField', { body: { name: 'Visits', type: 'number' } });
      const targets: ImportTarget[] = [{ slot: 'email' }, { field: 'visits' }];
      const wish = { targets, numberFormat: 'comma' } as const;
      await run((await open('Mail;Visits\neve@mail.example;1.234,5\n')).id, wish);
      const again = await run((await open('Mail;Visits\neve@mail.example;\neve@mail.example;often\n')).id, wish);
      expect(again.remarks).toMatchObject([{ line: 3, kind: 'noted', sentence: expect.stringMatching(/^Visits/) }]);
      expect(await search('eve@')).toMatchObject([{ fields: { visits: { text: '1234.5' } } }]);
    });

    it('adds the tags in a cell to those that somebody has', async () => {
      const file = 'Mail;Tags\nhal@mail.example;"regular; ""a, b"""\nhal@mail.example;vip, regular\n';
      const { id, columns } = await open(file);
      expect(columns[1]?.target).toEqual({ tags: true });
      await run(id, { targets: [{ slot: 'email' }, { tags: true }] });
      expect(await search('hal@')).toMatchObject([{ tags: ['a, b', 'regular', 'vip'] }]);
      const again = await open('Mail;Tags\n');
      const doubled: ImportTarget[] = [{ tags: true }, { tags: true }];
      const refused = { params: { id: again.id }, body: { targets: doubled, dryRun: true } };
      expect(await client().refused('runContactImport', refused)).toMatchObject({ status: 422 });
    });

    it('can be undone as a whole: whom it made goes, what it replaced is back', async () => {
      await run((await open('Name,Phone,Email\nIda,,ida@mail.example\n')).id);
      const { id } = await open('Name,Phone,Email\nIda Two,020 7946 0111,ida@mail.example\nJan,,jan@mail.example\n');
      await run(id, { onMatch: 'overwrite' });
      expect(await search('ida@')).toMatchObject([{ name: 'Ida Two' }]);
      const past = async () => (await client().call('listPastImports', {})).find((one) => one.id === id);
      expect(await past()).toMatchObject({ created: 1, changed: 1, left: 2, undoneAt: null, undo: null });
      const answer = await client().call('undoContactImport', { params: { id } });
      expect(answer).toMatchObject({ state: 'running', total: 2 });
      await expect.poll(async () => (await past())?.undo?.state, { interval: 10 }).toBe('done');
      expect(await past()).toMatchObject({
        ...{ left: 0, undoneAt: expect.any(String) },
        undo: { done: 2, removed: 1, putBack: 1, stayed: 0, partly: 0 },
      });
      expect(await search('ida@')).toMatchObject([{ name: 'Ida', phone: null }]);
      expect(await search('jan@')).toEqual([]);
      const gone = { params: { id: 'imp_gone' } };
      expect(await client().refused('undoContactImport', gone)).toMatchObject({ status: 404 });
    });

    it('CV6 reads the dates of a column as the owner says that they are written', async () => {
      await client().call('createField', { body: { name: 'Born', type: 'date' } });
      const { id, columns } = await open('Mail;Born\nfay@mail.example;3.4.1968\ngus@mail.example;31.02.1990\n');
      expect(columns[1]?.target).toEqual({ field: 'born', pattern: 'd.M.yyyy' });
      const unsaid: ImportTarget[] = [{ slot: 'email' }, { field: 'born' }];
      const standard = await run(id, { targets: unsaid, dryRun: true });
      expect(standard).toMatchObject({ counts: { noted: 2 } });
      const said = await run(id, { targets: columns.map(({ target }) => target) });
      expect(said.remarks).toMatchObject([{ line: 3, sentence: expect.stringContaining('does not exist') }]);
      expect(await search('fay@')).toMatchObject([{ fields: { born: { text: '1968-04-03', original: '3.4.1968' } } }]);
    });

    it('K2 cells that look like formulas are text, without the apostrophe of a careful export', async () => {
      const text = `Name,Phone,Email\n"=cmd|'/c calc'!A1",'+442079460199,formula@mail.example\n`;
      await run((await open(text)).id);
      expect(await search('formula@')).toMatchObject([{ name: "=cmd|'/c calc'!A1", phone: '+442079460199' }]);
    });

    it('reaches first whom it adds where they can be reached', async () => {
      await run((await open('Name,Phone,Email\nKim,,kim@mail.example\nLou,020 7946 0144,lou@mail.example\n')).id);
      expect(await search('kim@')).toMatchObject([{ channel: 'email' }]);
      expect(await search('lou@')).toMatchObject([{ channel: 'sms' }]);
    });

    it('K2 an apostrophe that keeps a leading zero is no part of the number; one of a name stays', async () => {
      const targets: ImportTarget[] = [{ slot: 'name' }, { slot: 'phone' }];
      await run((await open(`Name,Phone\n'T Hooft,'020 7946 0133\n`)).id, { targets });
      expect(await search('hooft')).toMatchObject([{ name: "'T Hooft", phone: '+442079460133' }]);
    });

    it('takes 10,000 rows, and lets itself be cancelled: what was imported stays', async () => {
      const rows = Array.from({ length: 10_000 }, (_, index) => `Row ${index},,row.${index}@mail.example`);
      const { id } = await open(['Name,Phone,Email', ...rows].join('\n'));
      const running = await begin(id, { dryRun: true });
      expect(running).toMatchObject({ state: 'running', total: 10_000 });
      expect(await client().refused('openContactImport', { body: { text: 'a' } })).toMatchObject({
        code: 'IMPORT_RUNNING',
      });
      // Whoever lost sight of it, or looks from another window, finds it with what was asked for, and without the cells.
      const [held] = await client().call('listContactImports', {});
      expect(held).toMatchObject({ file: { id, rows: 10_000 }, state: { state: 'running', dryRun: true } });
      expect(held?.wish).toEqual({
        ...{ targets: NAME_PHONE_MAIL, onMatch: 'fill-blanks' },
        ...{ numberFormat: 'point', dryRun: true },
      });
      expect(held?.file.columns.map(({ name, samples }) => [name, samples])).toEqual([
        ['Name', []],
        ['Phone', []],
        ['Email', []],
      ]);
      await client().call('cancelContactImport', { params: { id } });
      await expect
        .poll(() => client().call('getContactImport', { params: { id } }))
        .toMatchObject({ state: 'cancelled' });
      await begin(id);
      await client().call('cancelContactImport', { params: { id } });
      const look = () => client().call('getContactImport', { params: { id } });
      await expect.poll(async () => (await look()).state).toBe('cancelled');
      const { counts, done } = await look();
      expect(done).toBe(counts.created);
      expect(done).toBeLessThan(10_000);
      const { total } = await client().call('listContacts', { query: { q: 'row.', limit: 1 } });
      expect(total).toBe(counts.created);
      const again = await client().refused('runContactImport', {
        params: { id },
        body: { targets: NAME_PHONE_MAIL, dryRun: false },
      });
      expect(again).toMatchObject({ status: 404 });
    });

    it.each([
      ['a column is missing', [{ slot: 'email' }], '/targets'],
      ['two columns go to one place', [{ slot: 'email' }, { slot: 'email' }, null], '/targets/1'],
      [
        'one of two for the same field has a pattern',
        [{ field: 'visits' }, { field: 'visits', pattern: 'd' }, null],
        '/targets/1',
      ],
      ['the field is not there', [{ slot: 'email' }, null, { field: 'not_there' }], '/targets/2'],
    ] as [string, ImportTarget[], string][])('is refused where %s', async (_, targets, pointer) => {
      const { id } = await open('a,b,c\n1,2,3');
      const body: RunImport = { targets, onMatch: 'leave', numberFormat: 'point', dryRun: true };
      const answer = await client().refused('runContactImport', { params: { id }, body });
      expect(answer).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer }] });
    });

    it('LG3 a file is let go when somebody is erased: they may be in it', async () => {
      const text = 'Name,Phone,Email\nFaye Gone,,faye@mail.example\n';
      await run((await open(text)).id);
      const [{ userNs } = { userNs: '' }] = await search('faye@');
      const { id } = await open(text);
      const erase = (dryRun: boolean) =>
        client().call('eraseContact', { params: { userNs }, body: { dryRun, backups: 'keep' } });
      await erase(true);
      expect(await client().call('getContactImport', { params: { id } })).toMatchObject({ state: 'open' });
      await erase(false);
      expect(await client().refused('getContactImport', { params: { id } })).toMatchObject({ status: 404 });
    });

    it('a file that was let go, or replaced by another one, is not there', async () => {
      const { id } = await open('a\nb');
      await client().call('cancelContactImport', { params: { id } });
      const body: RunImport = { targets: [null], onMatch: 'leave', numberFormat: 'point', dryRun: true };
      for (const params of [{ id }, { id: 'imp_never' }]) {
        expect(await client().refused('getContactImport', { params })).toMatchObject({ status: 404 });
        expect(await client().refused('runContactImport', { params, body })).toMatchObject({ status: 404 });
        expect(await client().refused('cancelContactImport', { params })).toMatchObject({ status: 404 });
      }
    });
  });
}
