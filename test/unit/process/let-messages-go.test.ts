import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { letMessageGo, previewMessage, putBackDue, putBackGroup } from '#engine/process/let-messages-go.ts';
import type { ContactEdit } from '#engine/store/port/contact-store.ts';
import { FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';
import type { MessageReason } from '#shared/contract/message.ts';
import { config, startStore } from './start-loop.ts';

const TEXT = 'Hi {{ contact.first_name }}, {{ field.start | date: "%d %b, %H:%M" }}, {{ payload.room }}';
const step: StepInput = {
  id: 'aaaa',
  kind: 'send',
  channel: 'email',
  subject: 'For {{ contact.first_name }}',
  text: TEXT,
};
const flowOf = (steps: readonly StepInput[]) => FlowConfigSchema.parse({ steps });
const BOOKED = { email: 'jane@mail.example', name: 'Jane', start: '2026-03-10T09:00:00Z', room: 'A' };

/** A booking whose confirmation is held; what it says is of the moment when it was made. */
async function startHeld(
  booking: object = BOOKED,
  reason: MessageReason | null = 'spike',
  mode: 'test' | 'live' = 'test',
) {
  const all = await startStore();
  const setMode = async (to: 'test' | 'live') => {
    const { settings } = await all.store.channels.get('email');
    await all.store.channels.put('email', { ...settings, mode: to });
  };
  await setMode(mode);
  const at = all.clock.now();
  await all.store.fields.create({ name: 'Start', type: 'datetime', at });
  await all.store.flows.create({ name: 'Reminder', config: flowOf([step]), at });
  await all.store.webhooks.update('whk_test', {
    config: config({
      profile: { firstName: '$.name', lastName: null, name: null },
      fields: [{ field: 'start', path: '$.start', pattern: null }],
      flow: 'reminder',
    }),
    at,
  });
  await all.accept(booking);
  await all.startLoop().idle();
  const [made] = (await all.store.outbox.page({ limit: 1 })).items;
  const { id, contact } = made!;
  if (reason !== null) await all.store.outbox.keepBack(id, { state: 'held', reason, sentence: 'Held.', until: null });
  const userNs = contact!.userNs;
  return {
    ...all,
    get store() {
      return all.store;
    },
    id,
    userNs,
    setMode,
    change: (edit: Partial<ContactEdit>, whom = userNs) =>
      all.store.contacts.update(whom, { identifiers: {}, profile: {}, fields: {}, ...edit }, all.clock.now()),
    preview: () => previewMessage(all.store, id, all.clock.now()),
    release: (seen: string | null = null) =>
      letMessageGo(all.store, id, { decision: 'release', seen }, all.clock.now()),
    retry: () => letMessageGo(all.store, id, { decision: 'retry', seen: null }, all.clock.now()),
    message: async () => (await all.store.outbox.get(id))!,
  };
}

const start = (iso: string) => ({ fields: { start: { text: iso, original: null } } });
const shown = async (preview: ReturnType<typeof previewMessage>) => {
  const answer = await preview;
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};

describe('SN7 a held message is filled in anew when it is let go', () => {
  it('with what the contact has now, from the version of the flow that its run is pinned to', async () => {
    const all = await startHeld();
    expect((await all.message()).text).toBe('Hi Jane, 10 Mar, 09:00, A');
    await all.change({ ...start('2026-03-12T15:30:00Z'), profile: { firstName: 'Janet' } });
    const later = { ...step, text: 'Another text' };
    await all.store.flows.update('reminder', { config: flowOf([later]), at: all.clock.now(), version: 1 });
    expect(await all.release()).toMatchObject({
      state: 'queued',
      subject: 'For Janet',
      text: 'Hi Janet, 12 Mar, 15:30, A',
      isEdited: false,
    });
    expect(await all.store.outbox.due(all.clock.now(), 5, { today: 0, lately: 0 })).toMatchObject([
      { id: all.id, text: 'Hi Janet, 12 Mar, 15:30, A', isReleased: true, isHeld: false },
    ]);
  });

  it('and goes where the contact is reached now', async () => {
    const all = await startHeld();
    await all.change({ identifiers: { email: { value: 'janet@mail.example', raw: 'Janet@mail.example' } } });
    expect(await shown(all.preview())).toMatchObject({
      now: { to: 'Janet@mail.example' },
      was: { to: 'jane@mail.example' },
    });
    expect(await all.release()).toMatchObject({ to: 'Janet@mail.example' });
  });

  it('the preview shows what will go out and what stood there, and writes nothing', async () => {
    const all = await startHeld();
    expect(await shown(all.preview())).toMatchObject({ was: null, refusal: null });
    await all.change(start('2026-03-12T15:30:00Z'));
    const before = await all.message();
    expect(await shown(all.preview())).toMatchObject({
      now: { text: 'Hi Jane, 12 Mar, 15:30, A' },
      was: { text: 'Hi Jane, 10 Mar, 09:00, A' },
      refusal: null,
    });
    expect(await all.message()).toEqual(before);
  });

  it('what was seen is what goes out: a change in between is refused', async () => {
    const all = await startHeld();
    const { seen } = await shown(all.preview());
    await all.change(start('2026-03-12T15:30:00Z'));
    expect(await all.release(seen)).toBe('changed');
    expect(await all.message()).toMatchObject({ state: 'held', text: 'Hi Jane, 10 Mar, 09:00, A' });
    expect(await all.release((await shown(all.preview())).seen)).toMatchObject({ text: 'Hi Jane, 12 Mar, 15:30, A' });
  });

  it('what the owner wrote stands, braces and all', async () => {
    const all = await startHeld();
    await all.store.outbox.edit(all.id, { text: 'See you, {{ contact.first_name }}!' });
    await all.change({ ...start('2026-03-12T15:30:00Z'), profile: { firstName: 'Janet' } });
    expect(await shown(all.preview())).toMatchObject({ was: null, now: { isEdited: true } });
    expect(await all.release()).toMatchObject({
      text: 'See you, {{ contact.first_name }}!',
      subject: 'For Jane',
      isEdited: true,
    });
  });

  it('a value that is missing now keeps it held, with the reason in words', async () => {
    const all = await startHeld();
    await all.change({ profile: { firstName: null } });
    const refusal = {
      reason: 'missing-value',
      sentence: 'This contact has no first name, and the text gives no default for it.',
    };
    expect(await shown(all.preview())).toMatchObject({
      now: { text: 'Hi Jane, 10 Mar, 09:00, A' },
      was: null,
      refusal,
    });
    const before = await all.message();
    expect(await all.release()).toEqual({ refusal });
    expect(await all.message()).toEqual(before);
    await all.change({ profile: { firstName: 'Jane' } });
    expect(await all.release()).toMatchObject({ state: 'queued' });
  });

  it('a payload that is not kept any more is named as the reason', async () => {
    const all = await startHeld();
    const database = new Database(join(all.dataDir, 'fieldhook.db'));
    database.exec('DELETE FROM delivery_body');
    database.close();
    expect(await all.release()).toMatchObject({
      refusal: {
        reason: 'missing-value',
        sentence: expect.stringMatching(
          /^“room” of the request is not known, .*The content of the request that started it is not kept any more\.$/,
        ),
      },
    });
  });

  it('for who was merged it speaks of, and goes to, whom they have become', async () => {
    const all = await startHeld();
    const at = all.clock.now();
    const keep = await all.store.contacts.create(
      {
        kind: 'create',
        channel: 'email',
        identifiers: { email: { value: 'j.doe@mail.example', raw: 'j.doe@mail.example' } },
        profile: { firstName: 'Janet' },
        fields: {},
      },
      at,
    );
    if ('taken' in keep) throw new Error('taken');
    const take = { slots: [], fields: [] };
    await all.store.contacts.merge(keep.userNs, all.userNs, { take, at, dryRun: false });
    expect(await all.release()).toMatchObject({
      contact: { userNs: keep.userNs },
      to: 'j.doe@mail.example',
      text: 'Hi Janet, 10 Mar, 09:00, A',
    });
  });

  it('for who was deleted there is nothing any more', async () => {
    const all = await startHeld();
    await all.store.contacts.delete(all.userNs, 2);
    expect(await all.preview()).toBe('not-found');
    expect(await all.release()).toBe('not-found');
  });

  it('one who has said STOP since is left alone, and the message stays held', async () => {
    const all = await startHeld();
    await all.store.optOuts.add('email', 'jane@mail.example', all.clock.now());
    expect(await all.release()).toMatchObject({ refusal: { reason: 'opted-out' } });
    expect(await all.message()).toMatchObject({ state: 'held', reason: 'spike' });
  });

  it('what had a hole in its text goes out once the value is there', async () => {
    const all = await startHeld({ ...BOOKED, name: '' }, null);
    expect(await all.message()).toMatchObject({
      ...{ state: 'blocked', reason: 'missing-value' },
      ...{ subject: 'For [first name is missing]', text: 'Hi [first name is missing], 10 Mar, 09:00, A' },
    });
    expect(await all.retry()).toMatchObject({ refusal: { reason: 'missing-value' } });
    await all.change(start('2026-03-12T15:30:00Z'));
    expect(await shown(all.preview())).toMatchObject({
      refusal: { reason: 'missing-value' },
      now: { text: 'Hi [first name is missing], 12 Mar, 15:30, A' },
    });
    await all.change(start('2026-03-10T09:00:00Z'));
    await all.change({ profile: { firstName: 'Jane' } });
    expect(await all.retry()).toMatchObject({ state: 'queued', text: 'Hi Jane, 10 Mar, 09:00, A' });
  });

  it('SN4 one of which nobody knows whether it went out is sent again as it was', async () => {
    const all = await startHeld();
    await all.release();
    await all.store.outbox.begin(all.id, all.clock.now(), null);
    await all.store.outbox.interrupt(all.clock.now());
    await all.change(start('2026-03-12T15:30:00Z'));
    expect(await shown(all.preview())).toMatchObject({ was: null });
    expect(await all.retry()).toMatchObject({ state: 'queued', text: 'Hi Jane, 10 Mar, 09:00, A' });
  });

  it('nobody is reached by what was made for live mode once the channel is in test mode, nor by what was made in test mode', async () => {
    for (const [made, now] of [
      ['live', 'test'],
      ['test', 'live'],
    ] as const) {
      const all = await startHeld(BOOKED, 'spike', made);
      expect(await all.message()).toMatchObject({ mode: made });
      await all.setMode(now);
      expect(await all.release()).toMatchObject({ state: 'queued', mode: 'test' });
    }
  });

  it('what the owner wrote goes out also where the steps of the flow cannot be read any more', async () => {
    const all = await startHeld();
    const database = new Database(join(all.dataDir, 'fieldhook.db'));
    database.exec(`UPDATE flow_version SET config = '{"steps":"lost"}'`);
    database.close();
    expect(await all.release()).toMatchObject({ refusal: { reason: 'bad-template' } });
    await all.store.outbox.edit(all.id, { text: 'See you!' });
    expect(await all.release()).toMatchObject({ state: 'queued', text: 'See you!' });
  });

  it('SN5 of two releases one lets it go', async () => {
    const all = await startHeld();
    const answers = await Promise.all([all.release(), all.release()]);
    expect(answers).toEqual([expect.objectContaining({ state: 'queued' }), 'not-possible']);
  });

  it('PR1 a release that fails half way leaves it as it was', async () => {
    const all = await startHeld();
    await all.change(start('2026-03-12T15:30:00Z'));
    const before = await all.message();
    const database = new Database(join(all.dataDir, 'fieldhook.db'));
    database.exec(
      "CREATE TRIGGER fails AFTER UPDATE OF text ON message BEGIN SELECT raise(ABORT, 'disk I/O error'); END",
    );
    await expect(all.release()).rejects.toThrow('disk I/O error');
    expect(await all.message()).toEqual(before);
    database.exec('DROP TRIGGER fails');
    database.close();
    expect(await all.release()).toMatchObject({ state: 'queued', text: 'Hi Jane, 12 Mar, 15:30, A' });
  });
});

describe('SN6 what a limit held', () => {
  it('goes back into the queue, filled in anew, and meets the guard rails there; what cannot stays held', async () => {
    const all = await startHeld();
    await all.accept({ email: 'ravi@mail.example', name: 'Ravi', start: '2026-03-11T09:00:00Z', room: 'B' });
    await all.startLoop().idle();
    const [second] = (await all.store.outbox.page({ limit: 1 })).items;
    await all.store.outbox.keepBack(second!.id, { state: 'held', reason: 'spike', sentence: 'Held.', until: null });
    await all.change({ profile: { firstName: null } });
    await all.change(start('2026-03-13T09:00:00Z'), second!.contact!.userNs);
    const wish = { channel: 'email', reason: 'spike', pastLimits: false } as const;
    expect(await putBackGroup(all.store, { ...wish, reason: 'budget' }, () => all.clock.now())).toEqual({
      queued: [],
      refused: [],
    });
    expect(await putBackGroup(all.store, wish, () => all.clock.now())).toMatchObject({
      queued: [{ id: second!.id, state: 'queued', text: 'Hi Ravi, 13 Mar, 09:00, B' }],
      refused: [{ id: all.id, sentence: expect.stringContaining('has no first name') }],
    });
    expect(await all.store.outbox.due(all.clock.now(), 5, { today: 0, lately: 0 })).toMatchObject([
      { id: second!.id, isReleased: false },
    ]);
    expect(await all.message()).toMatchObject({ state: 'held', reason: 'spike' });
  });

  it('goes past the limits at the owner’s word, but not what came to be held after the owner looked', async () => {
    const all = await startHeld();
    await all.store.outbox.keepBack(all.id, { state: 'held', reason: 'spike', sentence: 'Held.', until: null });
    const { createdAt } = (await all.store.outbox.get(all.id))!;
    const wish = { channel: 'email', reason: 'spike', pastLimits: true } as const;
    const before = new Date(Date.parse(createdAt) - 1).toISOString();
    const now = () => all.clock.now();
    expect(await putBackGroup(all.store, { ...wish, until: before }, now)).toEqual({ queued: [], refused: [] });
    expect(await putBackGroup(all.store, { ...wish, until: createdAt }, now)).toMatchObject({
      queued: [{ id: all.id }],
    });
    expect(await all.store.outbox.due(now(), 5, { today: 0, lately: 0 })).toMatchObject([
      { id: all.id, isReleased: true },
    ]);
  });

  it('until a time goes on by itself with what is true then, or waits for the owner', async () => {
    const all = await startHeld();
    const until = all.clock.now() + 60_000;
    const why = { state: 'held', reason: 'quiet-hours', sentence: 'It waits.', until } as const;
    await all.store.outbox.keepBack(all.id, why);
    expect(await putBackDue(all.store, all.id, until - 1)).toBeNull();
    await all.change({ profile: { firstName: 'Janet' } });
    expect(await putBackDue(all.store, all.id, until)).toMatchObject({
      state: 'queued',
      text: 'Hi Janet, 10 Mar, 09:00, A',
    });
    await all.store.outbox.keepBack(all.id, why);
    await all.change({ profile: { firstName: null } });
    expect(await putBackDue(all.store, all.id, until)).toMatchObject({
      state: 'held',
      reason: 'missing-value',
      dueAt: null,
      text: 'Hi Janet, 10 Mar, 09:00, A',
    });
  });
});
