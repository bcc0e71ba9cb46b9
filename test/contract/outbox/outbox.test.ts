import { describe, expect, it } from 'vitest';
import { ChannelSettingsSchema } from '#shared/contract/channel.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { answering, dying, fakeProvider } from '../channels/fake-provider.ts';
import { startOutbox } from './start-outbox.ts';

const TAKEN = answering(201, { sid: 'SM1' });
const MINUTE = 60_000;

describe('the Outbox', () => {
  it('SN4 sends what is queued, once, and keeps the attempt', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    await outbox.idle();
    expect(fake.asked).toHaveLength(1);
    const message = await all.store.outbox.get(id);
    expect(message).toMatchObject({ state: 'sent', providerId: 'SM1', attempts: [{ state: 'sent' }] });
    expect(all.told).toEqual(['sent']);
  });

  it('while everything rests after crashes nothing leaves, and what is queued goes when that is over', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue();
    let isPaused = true;
    const outbox = all.newOutbox(() => isPaused);
    await outbox.start();
    await outbox.idle();
    expect([fake.asked.length, (await all.store.outbox.get(id))?.state]).toEqual([0, 'queued']);
    isPaused = false;
    await outbox.idle();
    expect([fake.asked.length, (await all.store.outbox.get(id))?.state]).toEqual([1, 'sent']);
  });

  it('SN2 in test mode nothing leaves, and the message stands there as it would look', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue({ mode: 'test' });
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(fake.asked).toEqual([]);
    const message = await all.store.outbox.get(id);
    expect(message).toMatchObject({ state: 'sent', mode: 'test', attempts: [] });
    expect(message?.sentence).toContain('not really sent');
  });

  it('SN4 an attempt without an answer is unknown, and never sent again by itself', async () => {
    let asked = 0;
    const fake = await fakeProvider((one, response, socket) => {
      if (one.method === 'GET') answering(200, { messages: [] })(one, response, socket);
      else {
        asked += 1;
        dying(one, response, socket);
      }
    });
    const all = await startOutbox(fake.url);
    const id = all.queue();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await all.store.outbox.get(id)).toMatchObject({
      ...{ state: 'unknown', dueAt: '2026-03-02T12:00:30.000Z' },
      next: expect.stringMatching(/^Fieldhook asks the provider/),
    });
    for (let hour = 0; hour < 30; hour += 1) {
      all.clock.advance(60 * MINUTE);
      await outbox.idle();
    }
    expect(asked).toBe(1);
    expect(await all.store.outbox.get(id)).toMatchObject({
      ...{ state: 'unknown', dueAt: null },
      next: expect.stringMatching(/^Look at the provider/),
    });
    // Nobody knows that it was not sent.
    expect(await all.store.outbox.decide(id, 'drop', all.clock.now())).toMatchObject({
      ...{ state: 'dropped', dueAt: null },
      sentence: expect.stringContaining('Whether it went out before is not known'),
    });
  });

  it('SN4 a provider that turns out to have taken it is believed', async () => {
    const fake = await fakeProvider((one, response, socket) => {
      if (one.method === 'POST') dying(one, response, socket);
      else {
        const message = { sid: 'SM7', body: 'Hi Jane', direction: 'outbound-api', status: 'sent' };
        answering(200, { messages: [{ ...message, date_created: new Date(Date.UTC(2026, 2, 2, 12)).toUTCString() }] })(
          one,
          response,
          socket,
        );
      }
    });
    const all = await startOutbox(fake.url);
    const id = all.queue();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await all.state(id)).toBe('unknown');
    all.clock.advance(MINUTE);
    await outbox.idle();
    expect(await all.store.outbox.get(id)).toMatchObject({
      ...{ state: 'sent', providerId: 'SM7' },
      sentence: expect.stringMatching(/^Asked later/),
    });
  });

  it('SN4 of messages that say the same, one that the provider has is no proof of another', async () => {
    let lost = 0;
    const item = { sid: 'SM1', body: 'Hi Jane', direction: 'outbound-api', status: 'sent' };
    const messages = [{ ...item, date_created: new Date(Date.UTC(2026, 2, 2, 12)).toUTCString() }];
    const fake = await fakeProvider((one, response, socket) => {
      if (one.method === 'GET') answering(200, { messages })(one, response, socket);
      else if (lost++ > 0) dying(one, response, socket);
      else TAKEN(one, response, socket);
    });
    const all = await startOutbox(fake.url);
    const outbox = all.newOutbox();
    await outbox.start();
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) {
      ids.push(all.queue());
      await outbox.idle();
    }
    all.clock.advance(MINUTE);
    await outbox.idle();
    expect(await Promise.all(ids.map(all.state))).toEqual(['sent', 'unknown', 'unknown']);
    messages.push({ ...messages[0]!, sid: 'SM2' });
    all.clock.advance(5 * MINUTE);
    await outbox.idle();
    expect(await Promise.all(ids.map(all.state))).toEqual(['sent', 'sent', 'unknown']);
  });

  it('SN4 one that the provider has as failed keeps its id there, which is no proof of another', async () => {
    const item = { sid: 'SM1', body: 'Hi Jane', direction: 'outbound-api', status: 'failed' };
    const messages = [{ ...item, date_created: new Date(Date.UTC(2026, 2, 2, 12)).toUTCString() }];
    const fake = await fakeProvider((one, response, socket) => {
      if (one.method === 'GET') answering(200, { messages })(one, response, socket);
      else dying(one, response, socket);
    });
    const all = await startOutbox(fake.url);
    const outbox = all.newOutbox();
    await outbox.start();
    const ids = [all.queue(), all.queue()];
    await outbox.idle();
    all.clock.advance(MINUTE);
    await outbox.idle();
    const [first, second] = await Promise.all(ids.map((id) => all.store.outbox.get(id)));
    expect([first, second]).toMatchObject([
      { state: 'failed', providerId: 'SM1' },
      { state: 'unknown', providerId: null },
    ]);
    expect(first?.sentence).toBe('Twilio has it as failed.');
  });

  it('SN4 surely not sent: again, later and later, until it gives up', async () => {
    const fake = await fakeProvider(answering(429, {}));
    const all = await startOutbox(fake.url);
    const id = all.queue();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await all.store.outbox.get(id)).toMatchObject({
      ...{ state: 'queued', dueAt: '2026-03-02T12:00:05.000Z' },
      ...{ sentence: 'Twilio asks to wait.', next: 'It is tried again by itself.' },
    });
    for (let hour = 0; hour < 24; hour += 1) {
      all.clock.advance(60 * MINUTE);
      await outbox.idle();
    }
    expect(await all.store.outbox.get(id)).toMatchObject({ state: 'failed', reason: 'provider-down' });
    expect(fake.asked).toHaveLength(8);
  });

  it('SN4 what a provider refused is tried again together, once each, as far as the limits allow', async () => {
    let answer = answering(400, { code: 20003, message: 'Authenticate' });
    const fake = await fakeProvider((...asked) => answer(...asked));
    const all = await startOutbox(fake.url);
    const ids = ['1', '2', '3'].map((last) => all.queue({ to: `+44117496012${last}` }));
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    const group = { channel: 'sms', reason: 'refused-by-provider' } as const;
    expect(await all.store.outbox.groupCounts()).toEqual([{ ...group, count: 3 }]);

    answer = TAKEN;
    const { settings } = await all.store.channels.get('sms');
    await all.store.channels.put('sms', { ...settings, dailyCap: 2 });
    const [one, other] = await Promise.all([all.tryAgain(group.reason), all.tryAgain(group.reason)]);
    expect(one.queued.length + other.queued.length).toBe(3);
    await outbox.idle();
    expect(await Promise.all(ids.map(all.state))).toEqual(['sent', 'sent', 'held']);
    expect(fake.asked).toHaveLength(3 + 2);
    expect(await all.store.outbox.groupCounts()).toEqual([{ ...group, reason: 'daily-cap', count: 1 }]);

    await all.tryAgain('daily-cap', { pastLimits: true });
    await outbox.idle();
    expect(await Promise.all(ids.map(all.state))).toEqual(['sent', 'sent', 'sent']);
    expect(fake.asked).toHaveLength(3 + 3);
  });

  it('SN4 what may have reached somebody is never tried again together with what surely did not', async () => {
    let answer = dying;
    const fake = await fakeProvider((...asked) => answer(...asked));
    const all = await startOutbox(fake.url);
    const unclear = all.queue();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    answer = answering(400, { code: 20003, message: 'Authenticate' });
    const [retried, refused, lost] = [all.queue(), all.queue(), all.queue()];
    await all.store.outbox.begin(retried, all.clock.now(), null);
    await all.store.outbox.interrupt(all.clock.now());
    await all.letGo(retried, 'retry');
    await outbox.idle();
    await all.store.outbox.decide(lost, 'drop', all.clock.now());
    await all.store.outbox.undoDrop(lost);
    expect(await Promise.all([unclear, retried, refused, lost].map(all.state))).toEqual([
      ...['unknown', 'failed', 'failed', 'failed'],
    ]);
    const together = await all.store.outbox.page({ limit: 10, together: 'true' });
    expect(together.items.map(({ id }) => id)).toEqual([lost, refused]);
    expect(await all.store.outbox.groupCounts()).toMatchObject([{ reason: 'refused-by-provider', count: 2 }]);

    answer = TAKEN;
    const tried = await all.tryAgain('refused-by-provider');
    expect(tried.queued.map(({ id }) => id)).toEqual([refused, lost]);
    await outbox.idle();
    expect(await all.state(retried)).toBe('failed');
  });

  it('SN4 what was on its way when Fieldhook ended is unknown at the next start, and is not sent again', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue();
    expect(await all.store.outbox.begin(id, all.clock.now(), null)).toBe(1);
    await all.reopen();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(fake.asked.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await all.store.outbox.get(id)).toMatchObject({ state: 'unknown', reason: 'interrupted' });
  });

  it.each(['held', 'unknown'] as const)('goes on with what is %s and came back with its contact', async (state) => {
    const fake = await fakeProvider((asked, response, socket) => {
      const answer = asked.method === 'GET' ? answering(200, { messages: [] }) : TAKEN;
      answer(asked, response, socket);
    });
    const all = await startOutbox(fake.url);
    const { outbox } = all.store;
    const sending = all.newOutbox();
    await sending.start();
    await sending.idle();
    const id = all.queue();
    const dueAt = all.clock.now() + 1000;
    if (state === 'held') {
      await outbox.keepBack(id, { state, reason: 'quiet-hours', sentence: '', until: dueAt });
    } else {
      await outbox.begin(id, all.clock.now(), null);
      const end = { attempt: state, state, reason: 'interrupted', sentence: '', dueAt, providerId: null } as const;
      await outbox.finish(id, 1, end, all.clock.now());
    }
    all.hub.publish({ type: 'message', id, contact: null, state });
    // The first time, it falls due while it is looked for.
    const asked = () => {
      all.clock.advance(1000);
      return fake.asked.length;
    };
    await expect.poll(asked).toBe(1);
  });

  it('SN5 two that send at once take a message once', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue();
    const [one, other] = [all.newOutbox(), all.newOutbox()];
    await Promise.all([one.start(), other.start()]);
    await Promise.all([one.idle(), other.idle()]);
    expect(fake.asked).toHaveLength(1);
    expect((await all.store.outbox.get(id))?.attempts).toHaveLength(1);
  });

  it('SN6 quiet hours of notifications to the owner go by the clocks of the business', async () => {
    const all = await startOutbox('http://127.0.0.1:1');
    await all.store.settings.put(SettingsSchema.parse({ timeZone: 'Asia/Tokyo' }));
    const night = ChannelSettingsSchema.parse({ mode: 'live', quietHours: { from: '21:00', to: '08:00' } });
    await all.store.channels.put('desktop', night);
    const id = all.queue({ channel: 'desktop', to: null });
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await all.store.outbox.get(id)).toMatchObject({
      ...{ state: 'held', reason: 'quiet-hours', dueAt: '2026-03-02T23:00:00.000Z' },
      sentence: expect.stringContaining('on the clocks of your business'),
    });
  });

  it('SN6 quiet hours of e-mail and Messenger go by the clocks of the contact’s number, of the business where none is known', async () => {
    const all = await startOutbox('http://127.0.0.1:1');
    const night = ChannelSettingsSchema.parse({ mode: 'live', quietHours: { from: '21:00', to: '08:00' } });
    await all.store.channels.put('email', night);
    await all.store.channels.put('messenger', night);
    const { userNs } = await all.contact('ann@example.com', '+81312345678');
    const ids = [
      all.queue({ channel: 'email', to: 'ann@example.com', contact: userNs }),
      all.queue({ channel: 'messenger', to: '123', contact: userNs }),
    ];
    const unknown = all.queue({ channel: 'email', to: 'bob@example.com' });
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    for (const id of ids) {
      expect(await all.store.outbox.get(id)).toMatchObject({
        ...{ state: 'held', reason: 'quiet-hours', dueAt: '2026-03-02T23:00:00.000Z' },
        sentence: expect.stringContaining('in Japan, where their phone number is from'),
      });
    }
    expect(await all.store.outbox.get(unknown)).toMatchObject({ state: 'blocked', reason: 'needs-credentials' });
  });

  it('SN6 beyond the cap of the day messages wait for tomorrow, and then go', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url, { dailyCap: 2 });
    // A try takes nothing of it.
    all.queue({ mode: 'test' });
    const ids = [all.queue(), all.queue(), all.queue()];
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await Promise.all(ids.map(all.state))).toEqual(['sent', 'sent', 'held']);
    expect(await all.store.outbox.get(ids[2]!)).toMatchObject({
      reason: 'daily-cap',
      dueAt: '2026-03-03T00:00:00.000Z',
    });
    all.clock.advance(12 * 60 * MINUTE);
    await outbox.idle();
    expect(await all.state(ids[2]!)).toBe('sent');
  });

  it('SN6 what waits for its time is told with when, and never as waiting for the owner', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url, { dailyCap: 2, spike: 1 });
    const [sent, spiked] = [all.queue(), all.queue()];
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    await all.letGo(spiked, 'release');
    await outbox.idle();
    all.clock.advance(11 * MINUTE);
    const capped = [all.queue(), all.queue()];
    await outbox.idle();
    expect(await Promise.all([sent, spiked, ...capped].map(all.state))).toEqual(['sent', 'sent', 'held', 'held']);

    const waiting = await all.store.outbox.page({ limit: 10, attention: 'true' });
    expect(waiting).toMatchObject({ items: [], attention: 0 });
    const later = await all.store.outbox.page({ limit: 10, later: 'true' });
    expect(later.items.map(({ id }) => id)).toEqual(capped.reverse());
    expect(later.later).toEqual({ count: 2, firstAt: '2026-03-03T00:00:00.000Z' });
    const today = await all.store.channels.daySince('sms', all.clock.now() - 60 * MINUTE);
    expect(today).toMatchObject({ sent: 2, waiting: 0, later: 2 });
    const counted = await all.store.overview.read([Date.UTC(2026, 2, 2)], Date.UTC(2026, 2, 3));
    expect(counted.messages).toContainEqual({ channel: 'sms', mode: 'live', state: 'held', count: 2, later: 2 });

    // The owner edits one: it is still the time that it waits for.
    await all.store.outbox.edit(capped[0]!, { text: 'Other' });
    expect((await all.store.outbox.page({ limit: 1 })).attention).toBe(0);
  });

  it('SN6 a spike holds the rest until the owner releases it', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url, { spike: 1 });
    const [first, second] = [all.queue(), all.queue()];
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect([await all.state(first), await all.state(second)]).toEqual(['sent', 'held']);
    expect(await all.letGo(second, 'release')).toMatchObject({ state: 'queued' });
    await outbox.idle();
    expect(await all.state(second)).toBe('sent');
  });

  it('SN6 beyond five an hour to one address messages wait for the owner, in words, also after a restart', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url, { perAddress: { hour: 5, day: 20 } });
    const ids = Array.from({ length: 6 }, () => all.queue());
    const [other, test] = [all.queue({ to: '+441174960124' }), all.queue({ mode: 'test' })];
    const before = all.newOutbox();
    await before.start();
    await before.idle();
    await before.stop();
    expect(fake.asked).toHaveLength(6);
    expect(await all.store.outbox.get(ids[5]!)).toMatchObject({
      state: 'held',
      reason: 'address-limit',
      dueAt: null,
      sentence: expect.stringContaining('5 messages have gone to this address within an hour'),
    });
    expect([await all.state(other), await all.state(test)]).toEqual(['sent', 'sent']);

    await all.reopen();
    const late = all.queue();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await all.state(late)).toBe('held');
    await all.store.outbox.edit(late, { text: 'Hi again' });
    await all.letGo(late, 'release');
    await all.store.outbox.decide(ids[5]!, 'drop', all.clock.now());
    await outbox.idle();
    expect([await all.state(late), await all.state(ids[5]!)]).toEqual(['sent', 'dropped']);

    all.clock.advance(61 * MINUTE);
    const hourLater = all.queue();
    await outbox.idle();
    expect(await all.state(hourLater)).toBe('sent');
  });

  it('SN6 what may have gone to an address counts against its limit, what surely did not does not', async () => {
    const fake = await fakeProvider((asked, response, socket) => {
      if (asked.method === 'GET') answering(200, { messages: [] })(asked, response, socket);
      else if (asked.body.includes('lost')) dying(asked, response, socket);
      else answering(asked.body.includes('bad') ? 400 : 201, { sid: 'SM1' })(asked, response, socket);
    });
    const all = await startOutbox(fake.url, { perAddress: { hour: 1, day: 20 } });
    const bad = all.queue({ text: 'bad' });
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    const lost = all.queue({ text: 'lost' });
    await outbox.idle();
    const next = all.queue();
    await outbox.idle();
    expect(await Promise.all([bad, lost, next].map(all.state))).toEqual(['failed', 'unknown', 'held']);
  });

  it('SN6 an e-mail address is the same one however its letters are written', async () => {
    const all = await startOutbox('http://127.0.0.1:9');
    const { outbox } = all.store;
    const now = all.clock.now();
    const sent = all.queue({ channel: 'email', to: 'Jane@Studio.example' });
    await outbox.begin(sent, now, null);
    const end = { attempt: 'sent', state: 'sent', reason: null, sentence: '', dueAt: null, providerId: null } as const;
    await outbox.finish(sent, 1, end, now);
    await outbox.begin(all.queue({ channel: 'email', to: 'JANE@studio.example' }), now, null);
    const other = all.queue({ channel: 'email', to: 'joan@studio.example' });
    await outbox.begin(other, now, null);
    await outbox.finish(other, 1, end, now);
    const since = { hour: now - 60 * MINUTE, day: now - 24 * 60 * MINUTE };
    expect(await outbox.sentThere('email', 'jane@studio.example', since)).toEqual({ hour: 2, day: 2 });
    for (const to of ['JÖRG@Studio.example', 'jörg@studio.example', 'Jo\u0308rg@studio.example']) {
      const id = all.queue({ channel: 'email', to });
      await outbox.begin(id, now, null);
      await outbox.finish(id, 1, end, now);
    }
    expect(await outbox.sentThere('email', 'Jörg@studio.example', since)).toEqual({ hour: 3, day: 3 });
    expect(await outbox.sentThere('email', 'jorg@studio.example', since)).toEqual({ hour: 0, day: 0 });
  });

  it('SN6 an opt-out holds however the letters of the address are written, beyond A to Z too', async () => {
    const all = await startOutbox('http://127.0.0.1:9');
    const now = all.clock.now();
    await all.store.optOuts.add('email', 'jörg@studio.example', now);
    const stopped = all.queue({ channel: 'email', to: 'JÖRG@Studio.example' });
    const other = all.queue({ channel: 'email', to: 'JORG@Studio.example' });
    const due = await all.store.outbox.due(now, 10, { today: now, lately: now });
    expect(due.map(({ id, isOptedOut }) => [id, isOptedOut])).toEqual([
      [stopped, true],
      [other, false],
    ]);
  });

  it('SN6 what would go beyond the budget of a day waits for the owner, by its parts and after a restart', async () => {
    const fake = await fakeProvider((asked, response, socket) =>
      answering(asked.body.includes('bad') ? 400 : 201, { sid: 'SM1' })(asked, response, socket),
    );
    const all = await startOutbox(fake.url, { price: 0.1, dailyBudget: 0.3 });
    const [bad, one] = [all.queue({ text: 'bad' }), all.queue()];
    const before = all.newOutbox();
    await before.start();
    await before.idle();
    await before.stop();
    await all.reopen();
    const [threeParts, oneMore] = [all.queue({ text: 'x'.repeat(320) }), all.queue()];
    const test = all.queue({ mode: 'test', text: 'x'.repeat(320) });
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await Promise.all([bad, one, threeParts, oneMore, test].map(all.state))).toEqual([
      ...['failed', 'sent', 'held', 'sent', 'sent'],
    ]);
    expect(await all.store.outbox.get(threeParts)).toMatchObject({
      reason: 'budget',
      dueAt: null,
      sentence:
        'It would cost about £0.30, and about £0.10 of the £0.30 that this channel may spend in a day is spent. It waits for you.',
    });
    await all.letGo(threeParts, 'release');
    await outbox.idle();
    expect(await all.state(threeParts)).toBe('sent');
    const late = all.queue();
    await outbox.idle();
    expect(await all.state(late)).toBe('held');
    all.clock.advance(12 * 60 * MINUTE);
    const tomorrow = all.queue();
    await outbox.idle();
    expect([await all.state(tomorrow), await all.state(late)]).toEqual(['sent', 'held']);
  });

  it('SN6 who said STOP gets nothing, released or not', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const wish = await all.store.optOuts.add('sms', '+441174960123', all.clock.now());
    const id = all.queue();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await all.store.outbox.get(id)).toMatchObject({ state: 'blocked', reason: 'opted-out' });
    await all.letGo(id, 'retry');
    await outbox.idle();
    expect(fake.asked).toEqual([]);
    await all.store.optOuts.end(wish.id, all.clock.now());
    await all.letGo(id, 'retry');
    await outbox.idle();
    expect(await all.state(id)).toBe('sent');
  });

  it('SN2 a call says in which language it is spoken, and no other message does', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const [call, text] = [all.queue({ channel: 'voice' }), all.queue()];
    expect(await all.store.outbox.get(call)).toMatchObject({ language: 'en-GB' });
    expect(await all.store.outbox.get(text)).toMatchObject({ language: null });
  });

  it('a channel without its credentials blocks, in words', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    await all.secrets.delete('channel/sms/authToken');
    const id = all.queue();
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await all.store.outbox.get(id)).toMatchObject({ state: 'blocked', reason: 'needs-credentials' });
  });

  it('a provider in trouble is left alone for a minute, and the messages wait untouched', async () => {
    const fake = await fakeProvider(answering(500, {}));
    const all = await startOutbox(fake.url);
    const ids = Array.from({ length: 20 }, () => all.queue());
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    const states = await Promise.all(ids.map(all.state));
    expect(states.filter((state) => state === 'unknown').length).toBeLessThan(20);
    expect(states.filter((state) => state === 'queued').length).toBeGreaterThan(0);
    const posts = fake.asked.filter(({ method }) => method === 'POST').length;
    all.clock.advance(MINUTE - 1);
    await outbox.idle();
    expect(fake.asked.filter(({ method }) => method === 'POST')).toHaveLength(posts);
    all.clock.advance(MINUTE);
    await outbox.idle();
    expect(fake.asked.filter(({ method }) => method === 'POST').length).toBeGreaterThan(posts);
  });

  it('what another channel is to send later goes out at its time while a provider rests, or is slow to say what it has', async () => {
    const answers: (() => void)[] = [];
    const fake = await fakeProvider((...all) => {
      if (all[0].method === 'GET') answers.push(() => answering(200, { messages: [] })(...all));
      else dying(...all);
    });
    const all = await startOutbox(fake.url);
    for (let count = 0; count < 8; count += 1) all.queue();
    const [soon, later] = [
      all.queue({ channel: 'voice', mode: 'test' }),
      all.queue({ channel: 'voice', mode: 'test' }),
    ];
    const wait = (id: string, ms: number) => {
      const why = { state: 'held', reason: 'quiet-hours', sentence: 'It waits.' } as const;
      return all.store.outbox.keepBack(id, { ...why, until: all.clock.now() + ms });
    };
    await wait(soon, 10_000);
    await wait(later, 40_000);
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    all.clock.advance(10_000);
    await expect.poll(() => all.state(soon)).toBe('sent');
    all.clock.advance(20_000);
    await expect.poll(() => answers.length).toBe(1);
    all.clock.advance(10_000);
    await expect.poll(() => all.state(later)).toBe('sent');
    for (let asked = 0; asked < 8; asked += 1) {
      await expect.poll(() => answers.length).toBeGreaterThan(asked);
      answers[asked]!();
    }
    await outbox.idle();
  });

  it('however many messages wait for a provider that is slow, or in trouble, those of another go out meanwhile', async () => {
    const isSlow = Promise.withResolvers<void>();
    const bad = await fakeProvider((...all) => void isSlow.promise.then(() => answering(500, {})(...all)));
    const good = await fakeProvider(TAKEN);
    const all = await startOutbox(bad.url);
    await all.setUp('whatsapp', good.url);
    for (let count = 0; count < 50; count += 1) all.queue();
    const behind = all.queue({ channel: 'whatsapp' });
    const outbox = all.newOutbox();
    await outbox.start();
    await expect.poll(() => all.state(behind)).toBe('sent');
    expect(bad.asked.length).toBeLessThanOrEqual(8);
    isSlow.resolve();
    await outbox.idle();
    const late = all.queue({ channel: 'whatsapp' });
    await outbox.idle();
    expect(await all.state(late)).toBe('sent');
    expect(bad.asked.length).toBeLessThan(50);
  });

  it('SN4 a provider that asks to wait is not asked meanwhile, for no message, and none uses up an attempt untried', async () => {
    let answer = answering(429, {}, { 'retry-after': '300' });
    const fake = await fakeProvider((...all) => answer(...all));
    const all = await startOutbox(fake.url);
    const ids = Array.from({ length: 20 }, () => all.queue());
    const channelsTold: string[] = [];
    all.hub.subscribe(null, ({ event }) => event.type === 'channel' && channelsTold.push(event.channel));
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    const asked = fake.asked.length;
    expect(asked).toBeLessThanOrEqual(8);
    expect(await outbox.restOf('sms')).toEqual({
      until: all.clock.now() + 5 * MINUTE,
      sentence: 'Twilio asks to wait and is left alone until 2 March 2026, 12:05.',
    });
    expect(await outbox.restOf('email')).toBeNull();
    expect(channelsTold).toContain('sms');
    answer = TAKEN;
    all.clock.advance(5 * MINUTE - 1);
    await outbox.idle();
    expect(fake.asked).toHaveLength(asked);
    all.clock.advance(1);
    await outbox.idle();
    const messages = await Promise.all(ids.map((id) => all.store.outbox.get(id)));
    expect(messages.map((message) => message?.state)).toEqual(ids.map(() => 'sent'));
    expect(await outbox.restOf('sms')).toBeNull();
    expect(messages.filter((message) => message?.attempts.length === 1)).toHaveLength(20 - asked);
    expect(fake.asked).toHaveLength(20 + asked);
  });

  it('channels of one provider share its rest and its places', async () => {
    let [open, most] = [0, 0];
    const fake = await fakeProvider((asked, response, socket) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        answering(500, {})(asked, response, socket);
      });
    });
    const all = await startOutbox(fake.url);
    await all.setUp('whatsapp', fake.url);
    for (let queued = 0; queued < 20; queued += 1) {
      all.queue();
      all.queue({ channel: 'whatsapp' });
    }
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    const late = all.queue({ channel: 'whatsapp' });
    await outbox.idle();
    expect(await all.state(late)).toBe('queued');
    expect((await outbox.restOf('whatsapp'))?.sentence).toContain('did not answer well 5 times in a row');
    expect(most).toBeLessThanOrEqual(8);
    expect(fake.asked.length).toBeLessThanOrEqual(12);
  });

  it('neither a release nor a mark as sent is possible for a message that is queued', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue();
    expect(await all.letGo(id, 'release')).toBe('not-possible');
    expect(await all.letGo('msg_none', 'release')).toBe('not-found');
    expect(await all.store.outbox.decide(id, 'mark-sent', all.clock.now())).toBe('not-possible');
    expect(await all.store.outbox.decide('msg_none', 'mark-sent', all.clock.now())).toBe('not-found');
  });

  it('SN7 a text with a hole in it never leaves: only the text that the owner writes instead', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue({ text: 'Hi {{ contact.first_name }}' });
    const why = {
      state: 'blocked',
      reason: 'missing-value',
      sentence: 'The first name is missing.',
      until: null,
    } as const;
    await all.store.outbox.keepBack(id, why);
    expect(await all.letGo(id, 'retry')).toEqual({
      refusal: { reason: 'missing-value', sentence: 'The first name is missing.' },
    });
    expect(await all.store.outbox.edit(id, { text: 'Hi Jane' })).toMatchObject({ state: 'held', reason: null });
    await all.letGo(id, 'release');
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(fake.asked.map(({ body }) => new URLSearchParams(body).get('Body'))).toEqual(['Hi Jane']);
  });

  it.each(['test', 'live'])('SN3 without an address nothing is sent in %s mode', async (mode) => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue({ to: null, mode });
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(await all.store.outbox.get(id)).toMatchObject({ state: 'blocked', reason: 'no-address' });
    expect(fake.asked).toEqual([]);
  });

  it('a dropped message is dropped for good', async () => {
    const fake = await fakeProvider(TAKEN);
    const all = await startOutbox(fake.url);
    const id = all.queue();
    expect(await all.store.outbox.decide(id, 'drop', all.clock.now())).toMatchObject({ state: 'dropped' });
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    expect(fake.asked).toEqual([]);
    expect(await all.store.outbox.edit(id, { text: 'Other' })).toBe('not-possible');
  });

  it('the list filters, pages, and counts what waits for the owner', async () => {
    const fake = await fakeProvider(answering(400, { message: 'Not a number' }));
    const all = await startOutbox(fake.url);
    const ids = [all.queue(), all.queue(), all.queue({ mode: 'test' })];
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    const page = await all.store.outbox.page({ limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(page.attention).toBe(2);
    const rest = await all.store.outbox.page({ limit: 2, before: page.nextCursor! });
    expect(rest.items.map(({ id }) => id)).toEqual([ids[0]]);
    const failed = await all.store.outbox.page({ limit: 10, attention: 'true' });
    expect(failed.items).toHaveLength(2);
    expect(failed.items[0]).toMatchObject({ state: 'failed', reason: 'refused-by-provider' });
  });

  it('SN6 a day is counted by channel: what left, what was kept back, and the parts that are charged', async () => {
    const refusing = answering(400, {});
    const fake = await fakeProvider((asked, response, socket) =>
      (asked.body.includes('bad') ? refusing : TAKEN)(asked, response, socket),
    );
    const all = await startOutbox(fake.url, { dailyCap: 4 });
    all.queue({ text: 'x'.repeat(161) });
    all.queue();
    all.queue({ mode: 'test' });
    all.queue({ text: 'bad' });
    const outbox = all.newOutbox();
    await outbox.start();
    await outbox.idle();
    const since = all.clock.now();
    // What was only tried counts for nothing.
    expect(await all.store.channels.sentSince('sms', since)).toBe(2);
    expect(await all.store.channels.daySince('sms', since)).toEqual({
      ...{ sent: 2, units: 3, failed: 1, waiting: 0, later: 0 },
    });
    expect(await all.store.channels.daySince('email', since)).toEqual({
      ...{ sent: 0, units: 0, failed: 0, waiting: 0, later: 0 },
    });
    expect(await all.store.channels.daySince('sms', since + 1)).toMatchObject({ sent: 0, failed: 0 });
  });
});
