import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { erasePerson } from '#engine/process/erase-person.ts';
import { dataFolderAt } from '#engine/store/data-folder.ts';
import { migrate } from '#engine/store/migrate.ts';
import { LAST_FAULT_FILE } from '#host/last-fault.ts';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import {
  accept,
  newDelivery,
  pendingSeqs,
  personWrite,
  receiptOf,
  settlementOf,
  webhookOf,
  wholeLog,
  work,
} from './made-up-rows.ts';
import { changeDatabase, type TemporaryStore, temporaryStore } from './temporary-store.ts';

const PHONE = '+441174960123';
const JANE = 'Jane.Doe@example.com';

const bodyOf = (payload: object | string) => {
  const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return { body, sizeBytes: body.length };
};

/** A store in which Jane has booked, Ravi named her, and others did neither. */
async function clinic() {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a'));
  await store.fields.create({ name: 'Notes', type: 'text', at: 0 });
  const write = personWrite(JANE, {
    identifiers: { email: { value: JANE.toLowerCase(), raw: JANE }, phone: { value: PHONE, raw: '0117 496 0123' } },
    profile: { name: 'Jane Doe' },
    fields: { notes: { text: 'likes mornings', original: null } },
  });
  await accept(
    store,
    newDelivery('dlv_own', {
      ...bodyOf({ email: JANE, phone: '0117 496 0123' }),
      query: 'from=jane.doe%40example.com',
      headers: [['x-mail', JANE]],
      repeatKey: { kind: 'signed', key: 'id:own' },
    }),
    newDelivery('dlv_ravi', bodyOf({ email: 'ravi@example.com', with: JANE })),
    newDelivery('dlv_other', bodyOf({ email: 'joe@example.com' })),
  );
  const [own, ravi, other] = await pendingSeqs(store);
  await store.deliveries.settle(
    [
      work(own!, () => ({
        ...settlementOf('processed', write),
        receipt: receiptOf('processed', { sentence: `New contact: ${JANE}` }),
      })),
    ],
    1,
  );
  const jane = (await store.contacts.page({ q: 'jane', limit: 5 })).items[0]!;
  const raviReceipt: Partial<Receipt> = {
    sentence: 'New contact. Possibly the same person as Jane Doe.',
    identification: {
      decision: 'created',
      rule: 'ID6',
      by: 'email',
      readings: Object.fromEntries(
        ['userNs', 'crmContactId', 'phone', 'email'].map((slot) => [
          slot,
          {
            path: null,
            verdict: 'unset',
            raw: slot === 'phone' ? '(0117) 4960123' : null,
            value: null,
            matches: 0,
            column: null,
            sentence: '',
          },
        ]),
      ) as NonNullable<Receipt['identification']>['readings'],
      trace: [
        { rule: 'ID6', sentence: 'Nobody has ravi@example.com.', decided: true },
        { rule: 'ID8', sentence: `${PHONE} belongs to Jane Doe.`, decided: false },
      ],
      candidates: [],
      possibleDuplicates: [{ slot: 'phone', value: PHONE, contact: { userNs: jane.userNs, label: 'Jane Doe' } }],
    },
  };
  await store.deliveries.settle(
    [
      work(ravi!, () => ({
        ...settlementOf(
          'processed',
          personWrite('ravi@example.com', { fields: { notes: { text: `with ${JANE}`, original: null } } }),
        ),
        receipt: receiptOf('processed', raviReceipt),
      })),
      work(other!, () =>
        settlementOf(
          'processed',
          personWrite('joe@example.com', { fields: { notes: { text: 'none', original: null } } }),
        ),
      ),
    ],
    1,
  );
  await accept(
    store,
    newDelivery('dlv_refused', {
      ...bodyOf('phone=%2B44+117+496+0123'),
      contentType: 'application/x-www-form-urlencoded',
      settled: { outcome: 'refused', reason: 'inactive', sentence: 'Off.' },
    }),
    newDelivery('dlv_again', { ...bodyOf({ email: JANE }), repeatKey: { kind: 'signed', key: 'id:own' } }),
    newDelivery('dlv_waiting', { ...bodyOf({ email: JANE }), repeatKey: { kind: 'content', key: 'body:hash:' } }),
  );
  await store.webhooks.setSample('whk_a', {
    text: `{"email":"${JANE}"}`,
    contentType: 'application/json',
    deliveryId: 'dlv_own',
  });
  const erase = (wish: { dryRun?: boolean; backups?: 'keep' | 'replace' } = {}) =>
    erasePerson(opened.store, jane.userNs, { dryRun: false, backups: 'keep', ...wish }, () => opened.clock.now());
  return { ...opened, opened, store, jane, erase };
}

/** Whether a file of the folder, also below it, holds one of these texts. */
function filesWith(dir: string, ...texts: string[]): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const bytes = readFileSync(file).toString('latin1').toLowerCase();
      return texts.some((text) => bytes.includes(text.toLowerCase()));
    });
}

const TRACES = [JANE, '1174960123', '0117 496 0123', 'Jane Doe', 'likes mornings'];

async function reported(erase: Awaited<ReturnType<typeof clinic>>['erase'], wish?: Parameters<typeof erase>[0]) {
  const erased = await erase(wish);
  if (erased === 'not-found') throw new Error('not found');
  return erased;
}

describe('LG3 erasing a person', () => {
  test('a dry run says what would go, and nothing has gone', async () => {
    const { store, jane, erase } = await clinic();
    const { report, deliveries } = await reported(erase, { dryRun: true });
    expect(report.counts).toEqual({
      identifiers: 4,
      fields: 1,
      own: 1,
      unlinked: 3,
      others: 1,
      bodies: 5,
      receipts: 1,
      rewritten: 1,
      waiting: 1,
      messages: 0,
      runs: 0,
      merges: 0,
      conflicts: 0,
      elsewhere: 0,
      samples: 1,
      otherValues: 1,
      configurations: 0,
      searched: 6,
      unreadable: 0,
    });
    expect(report.requests.map(({ id, about }) => `${id} ${about}`)).toEqual([
      'dlv_waiting nobody',
      'dlv_again nobody',
      'dlv_refused nobody',
      'dlv_ravi somebody-else',
      'dlv_own person',
    ]);
    expect(report).toMatchObject({ dryRun: true, isWiped: null });
    expect(JSON.stringify(report)).not.toMatch(/jane|0123/i);
    expect(deliveries).toEqual([]);
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ email: JANE });
    expect(await store.deliveries.body('dlv_own')).not.toBeNull();
  });

  test('every reader finds nothing of them any more, and everything of others', async () => {
    const { store, jane, erase } = await clinic();
    await store.deliveries.release('dlv_refused');
    const { report, deliveries } = await reported(erase);
    expect(report).toMatchObject({ dryRun: false, isWiped: true });
    expect(await store.contacts.get(jane.userNs)).toBeNull();
    expect((await store.contacts.page({ q: 'jane', limit: 5 })).items).toEqual([]);
    expect(await store.webhooks.sample('whk_a')).toBeNull();
    const log = await wholeLog(store);
    expect(
      log.map(({ id, sentence, outcome, reason, contact }) => [id, sentence, outcome, reason, contact?.label]),
    ).toEqual([
      ['dlv_waiting', ERASED_SENTENCE, 'refused', 'erased', undefined],
      ['dlv_again', ERASED_SENTENCE, 'duplicate', null, undefined],
      ['dlv_refused', ERASED_SENTENCE, 'refused', 'erased', undefined],
      ['dlv_other', 'It ended as processed.', 'processed', null, 'joe@example.com'],
      ['dlv_ravi', ERASED_SENTENCE, 'processed', null, 'ravi@example.com'],
      ['dlv_own', ERASED_SENTENCE, 'processed', null, undefined],
    ]);
    expect(deliveries.map(({ id }) => id)).toEqual(['dlv_waiting', 'dlv_again', 'dlv_refused', 'dlv_ravi', 'dlv_own']);
    for (const id of ['dlv_own', 'dlv_ravi', 'dlv_refused', 'dlv_again', 'dlv_waiting']) {
      expect(await store.deliveries.get(id)).toMatchObject({
        headers: [],
        query: '',
        hasBody: false,
        erasedAt: '2026-01-01T00:00:00.000Z',
      });
      expect(await store.deliveries.body(id)).toBeNull();
      expect(await store.deliveries.release(id)).toBe('not-held');
      expect(await store.deliveries.replay([id], 'wish-1234')).toEqual([{ kind: 'no-body' }]);
    }
    expect(await store.deliveries.get('dlv_other')).toMatchObject({ hasBody: true, erasedAt: null });
    const ravi = (await store.contacts.page({ q: 'ravi', limit: 5 })).items[0]!;
    expect(ravi.fields).toEqual({});
    expect(await pendingSeqs(store)).toEqual([]);
    expect((await store.fields.get('notes'))?.contacts).toBe(1);
  });

  test('the receipt of somebody else’s request stays, without the person', async () => {
    const { store, erase } = await clinic();
    await erase();
    const receipt = (await store.deliveries.get('dlv_ravi'))?.receipt;
    expect(receipt?.identification).toMatchObject({
      decision: 'created',
      possibleDuplicates: [],
      readings: { phone: { raw: '(erased)' }, email: { raw: null } },
      trace: [{ sentence: 'Nobody has ravi@example.com.' }, { sentence: '(erased)' }],
    });
    expect(receipt?.sentence).toBe(ERASED_SENTENCE);
    expect((await store.deliveries.get('dlv_own'))?.receipt).toBeNull();
  });

  test('a repeat of an erased signed request brings nobody back; equal content is not remarked on', async () => {
    const { store, erase } = await clinic();
    await erase();
    const [signed, content] = await accept(
      store,
      newDelivery('dlv_late', { ...bodyOf({ email: JANE }), repeatKey: { kind: 'signed', key: 'id:own' } }),
      newDelivery('dlv_new', { repeatKey: { kind: 'content', key: 'body:hash:' } }),
    );
    expect(signed).toMatchObject({ outcome: 'duplicate', repeatOf: 'dlv_own' });
    expect(content).toMatchObject({ possibleDuplicate: false, repeatOf: null });
  });

  test('their bytes are gone from the files, also where the database had been written without care', async () => {
    const { dir, erase } = await clinic();
    expect(filesWith(dir, ...TRACES).length).toBeGreaterThan(0);
    writeFileSync(join(dir, 'last-fault.txt'), `Error: cannot read ${JANE}`);
    const { report } = await reported(erase);
    expect(report.isWiped).toBe(true);
    expect(filesWith(dir, ...TRACES)).toEqual([]);
    expect(existsSync(join(dir, 'last-fault.txt'))).toBe(false);
  });

  test('what lies in unused parts of pages is found, and the file built anew', async () => {
    const { dir, opened, erase } = await clinic();
    // As an older Fieldhook would have left it: deleted, and still there.
    await opened.reopen((database) => {
      database.pragma('secure_delete = OFF');
      database.exec(
        `INSERT INTO settings VALUES (1, '${`{"businessName":"${JANE} `.repeat(60)}"}'); DELETE FROM settings;`,
      );
      const add = database.prepare('INSERT INTO contact_term (term, contact) VALUES (?, 999)');
      const terms = Array.from({ length: 400 }, (_, number) => `${number} ${JANE}`);
      for (const term of terms) add.run(term);
      database.exec('DELETE FROM contact_term WHERE contact = 999');
    });
    expect(readFileSync(join(dir, 'fieldhook.db')).toString('latin1')).toContain(`399 ${JANE}`);
    const { report } = await reported(erase);
    expect(report.isWiped).toBe(true);
    expect(filesWith(dir, ...TRACES)).toEqual([]);
    expect(await wholeLog(opened.store)).toHaveLength(6);
  });

  test('a webhook that is deleted while they are looked for cannot be put back with what names them', async () => {
    const { dir, opened, store, erase } = await clinic();
    const sampled = store.erasure.samples;
    store.erasure.samples = async () => {
      store.erasure.samples = sampled;
      await store.deliveries.settle(
        (await store.deliveries.pending(10)).map(({ seq }) => work(seq, () => settlementOf('processed'))),
        2,
      );
      await store.webhooks.delete('whk_a', 2);
      return sampled();
    };
    await erase();
    expect(await store.webhooks.putBack('whk_a', 2)).toBeNull();
    await opened.store.close();
    expect(filesWith(dir, JANE)).toEqual([]);
  });

  test('a crash after the transaction: nobody sees them, and the next start takes the rest off the disk', async () => {
    const { dir, opened, store, jane } = await clinic();
    const crashed = store.erasure.finish;
    store.erasure.finish = () => Promise.reject(new Error('crash'));
    const wish = { dryRun: false, backups: 'replace' as const };
    await store.backups.make('daily');
    await expect(erasePerson(store, jane.userNs, wish, () => 5)).rejects.toThrow('crash');
    store.erasure.finish = crashed;
    expect(await store.deliveries.body('dlv_own')).toBeNull();
    expect(await store.deliveries.get('dlv_own')).toMatchObject({ hasBody: false });
    await opened.reopen();
    expect(filesWith(dir, ...TRACES)).toEqual([]);
    expect((await opened.store.backups.list()).map(({ reason }) => reason)).toEqual(['after-erasure']);
    await opened.store.close();
    changeDatabase(dir, (database) => {
      expect(database.prepare('SELECT count(*) FROM unfinished_erasure').pluck().get()).toBe(0);
      expect(database.prepare('SELECT count(*) FROM erased_body').pluck().get()).toBe(0);
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(database.pragma('foreign_key_check')).toEqual([]);
    });
    await opened.reopen();
  });

  test('what is linked to them, or arrives, while everything is searched goes too', async () => {
    const { opened, store, jane, erase } = await clinic();
    const { openFrom } = store.erasure;
    let isFirst = true;
    store.erasure.openFrom = async () => {
      const from = await openFrom();
      if (isFirst) await accept(store, newDelivery('dlv_meanwhile', bodyOf({ phone: '01174960123' })));
      isFirst = false;
      return from;
    };
    const { values } = store.erasure;
    store.erasure.values = async (after) => {
      if (after === 0) await accept(store, newDelivery('dlv_last', bodyOf({ phone: '01174960123' })));
      return values(after);
    };
    await erase();
    const gone = (await wholeLog(opened.store)).filter(({ sentence }) => sentence === ERASED_SENTENCE);
    expect(gone.map(({ id }) => id)).toEqual(expect.arrayContaining(['dlv_meanwhile', 'dlv_last']));
    expect(await store.contacts.get(jane.userNs)).toBeNull();
  });

  test('they are known also by what their requests once gave them, unless it is somebody else’s now', async () => {
    const { store, jane, erase } = await clinic();
    const change = (after: string): Receipt['contactChanges'][number] => ({
      slot: 'email',
      verdict: 'set',
      before: null,
      after,
      sentence: '',
    });
    await accept(
      store,
      newDelivery('dlv_old', bodyOf('{}')),
      newDelivery('dlv_unknown', bodyOf({ to: 'jd@example.com' })),
    );
    const seqs = (await pendingSeqs(store)).slice(-2);
    await store.deliveries.settle(
      [
        work(seqs[0]!, () => ({
          configVersion: 1,
          receipt: receiptOf('processed', { contactChanges: [change('jd@example.com'), change('joe@example.com')] }),
          write: { kind: 'update', userNs: jane.userNs, identifiers: {}, profile: {}, fields: {} },
        })),
      ],
      1,
    );
    await erase();
    expect(await store.deliveries.get('dlv_unknown')).toMatchObject({ sentence: ERASED_SENTENCE });
    expect(await store.deliveries.get('dlv_other')).toMatchObject({ hasBody: true });
  });

  test('nobody is erased twice', async () => {
    const { erase } = await clinic();
    await erase();
    expect(await erase()).toBe('not-found');
  });
});

describe('LG3 around an erased person', () => {
  /** Flows, messages, a conflict, merges and remembered decisions, of Jane and of others who name her. */
  async function withLife() {
    const made = await clinic();
    const { opened, store, jane } = made;
    const ravi = (await store.contacts.page({ q: 'ravi', limit: 5 })).items[0]!;
    const joe = (await store.contacts.page({ q: 'joe', limit: 5 })).items[0]!;
    const old = await store.contacts.create(personWrite('j.doe@mail.example'), 1);
    if ('taken' in old) throw new Error('taken');
    await store.contacts.merge(jane.userNs, old.userNs, { take: { slots: [], fields: [] }, at: 2, dryRun: false });
    const twin = await store.contacts.create(
      personWrite('ravi2@example.com', { fields: { notes: { text: `asks for ${JANE}`, original: null } } }),
      1,
    );
    if ('taken' in twin) throw new Error('taken');
    await store.contacts.merge(ravi.userNs, twin.userNs, { take: { slots: [], fields: [] }, at: 2, dryRun: false });
    await accept(store, newDelivery('dlv_conflict', bodyOf({ email: JANE, phone: '020 7946 0018' })));
    await accept(store, newDelivery('dlv_old', bodyOf({ email: 'J.Doe@mail.example' })));
    await opened.reopen((database) => {
      const pkOf = (userNs: string) =>
        database.prepare<[string], number>('SELECT pk FROM contact WHERE user_ns = ?').pluck().get(userNs);
      const [j, r, o] = [pkOf(jane.userNs), pkOf(ravi.userNs), pkOf(joe.userNs)];
      database.exec(`
        INSERT INTO flow VALUES (1, 'thanks', 'Thanks', 'thanks', 1, 1, 1, NULL);
        INSERT INTO flow_version VALUES (1, 1, '{"steps":["${JANE}"]}', 1);
        INSERT INTO flow_run (pk, id, flow, version, contact, start_key, state, step, due_at, sentence, started_at, stopped_from) VALUES
          (1, 'run_jane', 1, 1, ${j}, 'a', 'waiting', 's', 9, 'Waits for Jane Doe.', 1, NULL),
          (2, 'run_ravi', 1, 1, ${r}, 'b', 'waiting', 's', NULL, 'Waits.', 1, '{"sentence":"Waits for Jane Doe."}'),
          (3, 'run_joe', 1, 1, ${o}, 'c', 'done', 's', NULL, 'Done.', 1, NULL);
        INSERT INTO run_step VALUES (1, 's', 0, 'wait', 1, 'waiting', 'For Jane Doe.'), (3, 's', 0, 'send', 1, 'done', 'Sent.');
        INSERT INTO http_request VALUES (1, 'req_1', 2, 's', 'POST', 'https://x.example', '[]', '{"about":"${JANE}"}', 'queued', 0, 9, 1, 0, 0);
        INSERT INTO message (pk, id, run, step, contact, channel, mode, state, sentence, address, subject, text, language, created_at, due_at) VALUES
          (1, 'msg_jane', 1, 's', ${j}, 'sms', 'live', 'queued', '', '${PHONE}', '', 'Hello Jane Doe', 'en', 1, 9),
          (2, 'msg_ravi', NULL, NULL, ${r}, 'email', 'live', 'queued', '', 'ravi@example.com', 'Your guest', 'Comes with ${JANE}', 'en', 1, 9),
          (3, 'msg_owner', NULL, NULL, NULL, 'desktop', 'live', 'sent', '', NULL, 'New booking', '0117 496 0123', 'en', 1, NULL),
          (4, 'msg_joe', NULL, NULL, ${o}, 'email', 'live', 'queued', '', 'joe@example.com', 'Hello', 'Joe', 'en', 1, 9);
        INSERT INTO attempt VALUES (3, 1, 1, 1, 'sent', 'Told of 0117 496 0123.', 0.05);
        INSERT INTO message (id, contact, channel, mode, state, sentence, address, address_key, subject, text, language, created_at, sent_at) VALUES
          ('msg_left', ${j}, 'sms', 'live', 'sent', '', '${PHONE}', '${PHONE}', '', 'Hello Jane Doe', 'en', ${opened.clock.now()}, ${opened.clock.now()});
        INSERT INTO opt_out (channel, address, at, by) VALUES ('sms', '${PHONE}', 1, 'hand'), ('sms', '+442079460018', 1, 'hand');
        INSERT INTO conversation VALUES ('sms', '${PHONE}', 1), ('sms', '+442079460018', 1);
        INSERT INTO conflict (pk, id, seq, item, created_at) SELECT 1, 'cfl_1', seq, 0, 1 FROM delivery WHERE id = 'dlv_conflict';
        INSERT INTO conflict_candidate VALUES (1, 0, '${jane.userNs}', 'Jane Doe', '[{"slot":"email","value":"${JANE}"}]'),
          (1, 1, '${joe.userNs}', 'Joe', '[]');
        INSERT INTO conflict_rule SELECT 1, 'crl_1', pk, '[["email","${JANE.toLowerCase()}","${jane.userNs}"]]', '${joe.userNs}', 1 FROM webhook;
        INSERT INTO conflict_rule SELECT 2, 'crl_2', pk, '[["email","joe@example.com","${joe.userNs}"]]', '${joe.userNs}', 1 FROM webhook;
        UPDATE delivery SET outcome = 'conflict' WHERE id = 'dlv_conflict';
        INSERT INTO log_view VALUES (1, 'view_jane', 'Hers', 'hers', '{"text":"${JANE}"}'), (2, 'view_joe', 'His', 'his', '{"text":"Joe"}');
        INSERT INTO webhook_test SELECT 1, 'tst_jane', pk, '{"name":"Hers","payload":"{\\"${JANE}\\":1}","expected":[]}' FROM webhook;
        INSERT INTO webhook_test SELECT 2, 'tst_joe', pk, '{"name":"His","payload":"{}","expected":[]}' FROM webhook;
      `);
    });
    const erase = (dryRun: boolean) =>
      erasePerson(opened.store, jane.userNs, { dryRun, backups: 'keep' }, () => opened.clock.now());
    return { ...made, jane, ravi, erase };
  }

  test('flows, messages, conflicts, merges and decisions go, those of others only as far as they name the person', async () => {
    const { dir, opened, ravi, erase } = await withLife();
    const planned = await erase(true);
    const erased = await erase(false);
    if (planned === 'not-found' || erased === 'not-found') throw new Error('not found');
    expect(planned.report.counts).toEqual(erased.report.counts);
    expect(erased.report.counts).toMatchObject({
      ...{ messages: 2, runs: 1, merges: 1, conflicts: 1, configurations: 1 },
      // A run and two messages, a test, the merge, the value that gave way in it, the decision and the view.
      elsewhere: 8,
    });
    expect(erased).toMatchObject({ isMore: true, report: { isWiped: false } });

    const { store } = opened;
    const messages = (await store.outbox.page({ limit: 10 })).items.map(({ id, state, text, to }) => [
      id,
      state,
      text,
      to,
    ]);
    expect(messages).toEqual([
      ['msg_joe', 'queued', 'Joe', 'joe@example.com'],
      ['msg_owner', 'sent', ERASED_SENTENCE, null],
      ['msg_ravi', 'dropped', ERASED_SENTENCE, null],
    ]);
    expect((await store.outbox.get('msg_owner'))?.attempts).toMatchObject([{ sentence: ERASED_SENTENCE }]);
    // What left today counts on, for the address as well.
    expect(await store.channels.daySince('sms', 1)).toMatchObject({ units: 1 });
    expect(await store.outbox.sentThere('sms', PHONE, { hour: 1, day: 1 })).toEqual({ hour: 1, day: 1 });
    expect((await store.conflicts.page({ limit: 10 })).items).toEqual([]);
    expect((await store.conflicts.rules({ limit: 10 })).items.map(({ id }) => id)).toEqual(['crl_2']);
    expect((await store.logViews.list()).map(({ id }) => id)).toEqual(['view_joe']);
    expect((await store.webhookTests.list('whk_a')).map(({ id }) => id)).toEqual(['tst_joe']);
    expect(await store.deliveries.get('dlv_old')).toMatchObject({ sentence: ERASED_SENTENCE });
    const [merge] = (await store.contacts.get(ravi.userNs))!.merges;
    expect(await store.contacts.undoMerge(merge!.id, 3)).toMatchObject({ from: { label: 'ravi2@example.com' } });
    expect((await store.contacts.page({ q: 'ravi2', limit: 1 })).items[0]?.fields.notes?.text).toBe('(erased)');
    await store.close();
    changeDatabase(dir, (database) => {
      const all = (text: string) => database.prepare(text).raw().all();
      expect(all('SELECT id, sentence, due_at FROM flow_run ORDER BY pk')).toEqual([
        ['run_ravi', ERASED_SENTENCE, opened.clock.now()],
        ['run_joe', 'Done.', null],
      ]);
      expect(all('SELECT state, url, body FROM http_request')).toEqual([['failed', '', '']]);
      expect(all('SELECT address FROM conversation')).toEqual([['+442079460018']]);
      expect(all('SELECT address FROM opt_out ORDER BY address')).toEqual([
        ['+442079460018'],
        [expect.stringMatching(/^sha256:/)],
      ]);
      // It is in a saved configuration of the owner's, and the report says so.
      database.exec("UPDATE flow_version SET config = '{}'; VACUUM");
    });
    expect(filesWith(dir, ...TRACES, 'j.doe@mail.example')).toEqual([]);
    await opened.reopen();
  });

  test('SN6 whoever has the address next is still not written to, until they ask for it', async () => {
    const { opened, erase } = await withLife();
    await erase(false);
    const { store } = opened;
    const again = await store.contacts.create(
      { kind: 'create', channel: 'sms', identifiers: { phone: { value: PHONE, raw: PHONE } }, profile: {}, fields: {} },
      1,
    );
    if ('taken' in again) throw new Error('taken');
    await opened.reopen((database) => {
      database.exec(`INSERT INTO message (id, contact, channel, mode, state, sentence, address, subject, text, language, created_at, due_at)
        SELECT 'msg_again', pk, 'sms', 'live', 'queued', '', '${PHONE}', '', 'Hi', 'en', 1, 9 FROM contact WHERE phone = '${PHONE}'`);
    });
    const isOptedOut = async () => {
      const due = await opened.store.outbox.due(10, 10, { today: 0, lately: 0 });
      return due.find(({ id }) => id === 'msg_again')?.isOptedOut;
    };
    expect(await isOptedOut()).toBe(true);
    const [row] = (await opened.store.optOuts.page({ limit: 10 })).items.filter(({ address }) => address === null);
    expect(await opened.store.optOuts.end(row!.id, 20)).toBe('sms');
    expect(await isOptedOut()).toBe(false);
  });

  test('SN6 a wish that stands outlives a second erasure, though one that came between them was ended', async () => {
    const { opened, erase } = await withLife();
    await erase(false);
    const { store } = opened;
    const person = { phone: { value: PHONE, raw: PHONE } };
    const again = await store.contacts.create(
      { kind: 'create', channel: 'sms', identifiers: person, profile: {}, fields: {} },
      1,
    );
    if ('taken' in again) throw new Error('taken');
    const between = await store.optOuts.add('sms', PHONE, 30);
    await store.optOuts.end(between.id, 40);

    await erasePerson(store, again.userNs, { dryRun: false, backups: 'keep' }, () => opened.clock.now());

    const { items } = await store.optOuts.page({ limit: 10 });
    expect(items.map(({ address }) => address)).toEqual(['+442079460018', null]);
  });
});

describe('LG3 copies that hold an erased person', () => {
  const asideWith = ({ dir }: TemporaryStore, ...names: string[]) => {
    for (const name of names) mkdirSync(join(dir, 'replaced', name), { recursive: true });
  };

  test('stay where the owner keeps them, and the report counts them', async () => {
    const { opened, store, erase } = await clinic();
    const backup = await store.backups.make('daily');
    await store.backups.restoreAtNextStart(backup.id);
    asideWith(opened, 'a', 'b');
    const { report } = await reported(erase);
    expect(report.copies).toEqual({ choice: 'keep', backups: 1, aside: 2, isRestoring: true, replaced: null });
    expect(report.stays.join(' ')).toMatch(/1 backup .*2 sets of data.*restore a backup at the next start/s);
    expect(await store.backups.list()).toEqual([backup]);
    expect(await store.backups.restoring()).toEqual(backup);
  });

  test('give way to a fresh backup where the owner wants it, those put aside by restores too', async () => {
    const { dir, opened, store, erase } = await clinic();
    const backup = await store.backups.make('daily');
    await store.backups.make('by-hand');
    await store.backups.restoreAtNextStart(backup.id);
    asideWith(opened, 'a');
    writeFileSync(join(dir, 'replaced', 'a', 'fieldhook.db'), JANE);
    const { report } = await reported(erase, { backups: 'replace' });
    expect(report.copies).toMatchObject({ choice: 'replace', backups: 2, aside: 1, replaced: true });
    expect((await store.backups.list()).map(({ reason, checked }) => [reason, checked])).toEqual([
      ['after-erasure', true],
    ]);
    expect(await store.backups.restoring()).toBeNull();
    expect(existsSync(join(dir, 'replaced'))).toBe(false);
    expect(filesWith(dir, ...TRACES)).toEqual([]);
  });

  test('stay where no fresh one can be made, and the next start tries again', async () => {
    const { dir, opened, store, erase } = await clinic();
    const kept = await store.backups.make('daily');
    const inTheWay = join(dir, 'backups', 'fieldhook-20260101T000000000Z-after-erasure.db.unfinished');
    mkdirSync(join(inTheWay, 'x'), { recursive: true });
    const { report } = await reported(erase, { backups: 'replace' });
    expect(report.copies.replaced).toBe(false);
    expect(report.stays.join(' ')).toContain('no fresh one could be made');
    expect(await store.backups.list()).toEqual([kept]);
    await opened.reopen();
    expect(await opened.store.backups.list()).toEqual([kept]);
    rmSync(inTheWay, { recursive: true });
    await opened.reopen();
    expect((await opened.store.backups.list()).map(({ reason }) => reason)).toEqual(['after-erasure']);
  });
});

/**
 * A new table fails this test until somebody has decided: what it holds of a person goes in `erasure-queries.ts` and is counted in the report;
 * or it holds nothing of anybody.
 */
test('LG3 of every table it is known whether it can hold anything of a person', () => {
  const reached = [
    ...[
      'contact',
      'contact_alias',
      'contact_change',
      'contact_field',
      'contact_field_past',
      'contact_import_row',
      'contact_provenance',
      'contact_tag',
      'contact_term',
    ],
    ...['delivery', 'delivery_body', 'delivery_key', 'delivery_receipt', 'delivery_request'],
    'delivery_item',
    ...['conflict', 'conflict_candidate', 'conflict_rule', 'contact_merge', 'contact_merge_delivery'],
    'contact_merge_item',
    ...['flow_run', 'run_step', 'http_request', 'message', 'attempt', 'conversation', 'opt_out'],
    'webhook_sample',
    'webhook_test',
    'log_view',
    // The full-text index and the tables in which SQLite keeps it.
    ...[
      'delivery_search',
      'delivery_search_config',
      'delivery_search_data',
      'delivery_search_docsize',
      'delivery_search_idx',
    ],
  ];
  const onlyReported = ['webhook_version', 'flow_version', 'segment'];
  const ofNobody = [
    ...['webhook', 'field', 'flow', 'channel', 'settings', 'outage', 'counter', 'delivery_hour', 'refused_window'],
    ...['outcome_hour', 'message_hour', 'public_base', 'address_change', 'contact_import'],
    ...['erased_body', 'unfinished_deletion', 'unfinished_erasure', 'believed_clock', 'restored'],
    // What left is counted on for a day, with a fingerprint of the address; what has started a flow is known.
    ...['gone_send', 'gone_start'],
    ...['search_again', 'search_contact', 'search_webhook', 'search_hidden', 'search_position'],
  ];
  const database = new Database(':memory:');
  migrate(database);
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  expect(tables.sort()).toEqual([...reached, ...onlyReported, ...ofNobody].sort());
});

test('LG3 the file in which the host describes a fault is the one that is looked at', () => {
  expect(basename(dataFolderAt('/data').lastFault)).toBe(LAST_FAULT_FILE);
});
