import { describe, expect, it, onTestFinished } from 'vitest';
import { EventHub } from '#engine/events.ts';
import { createNewId } from '#engine/new-id.ts';
import { ProcessLoop } from '#engine/process/process-loop.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { storedWebhook } from '#test/doubles/memory-receiver-store.ts';
import { answering, fakeProvider } from '../channels/fake-provider.ts';
import { newDelivery } from '../store/made-up-rows.ts';
import { startOutbox } from './start-outbox.ts';

const JANE = '+441174960123';
const HOUR = 3_600_000;
const stop = { MessageSid: 'SM8', From: JANE, To: '+442079460000', Body: 'Stop' };
const start = { ...stop, MessageSid: 'SM9', Body: 'start' };

/** An Outbox whose provider also reports to a webhook, with the loop that works on what arrives there. */
async function startBoth(receives: 'twilio' | 'messenger' = 'twilio') {
  const fake = await fakeProvider(answering(201, { sid: 'SM1' }));
  const all = await startOutbox(fake.url, {}, () => 'https://hooks.example.com/h/token');
  const config = WebhookConfigSchema.parse({ receives, identity: { phone: '$.From' } });
  await all.store.webhooks.create(storedWebhook({ token: 'token', config }));
  const newId = createNewId(() => all.clock.now());
  const hub = new EventHub('loop');
  const told: string[] = [];
  hub.subscribe(null, ({ event }) => event.type === 'message' && told.push(`${event.id} ${event.state}`));
  const loops: ProcessLoop[] = [];
  onTestFinished(async () => {
    for (const loop of loops) await loop.stop();
  });
  const accept = async (payload: object, query = '') => {
    const body = JSON.stringify(payload);
    const id = newId('dlv');
    const request = { query, body: new TextEncoder().encode(body), sizeBytes: body.length };
    await all.store.deliveries.acceptBatch([
      newDelivery(id, { ...request, webhookId: 'whk_test', receivedAt: all.clock.now() }),
    ]);
    return id;
  };
  const work = async () => {
    const loop = new ProcessLoop({ store: all.store, hub, clock: all.clock, log: () => undefined });
    loops.push(loop);
    await loop.idle();
    await loop.stop();
  };
  return {
    ...{ all, fake, told, accept, work },
    /** A request arrives and is worked on; resolves to its receipt’s sentence. */
    async hear(payload: object, query = '') {
      const id = await accept(payload, query);
      await work();
      return (await all.store.deliveries.get(id))!;
    },
    /** A message is queued and leaves; resolves to what it is then. */
    async send() {
      const id = all.queue();
      const outbox = all.newOutbox();
      await outbox.start();
      await outbox.idle();
      return (await all.store.outbox.get(id))!;
    },
  };
}

describe('what a provider tells', () => {
  it('SN6 who texts STOP gets no SMS, and gets them again after START', async () => {
    const { all, hear, send, fake } = await startBoth();
    const stopped = await hear(stop);
    expect(stopped).toMatchObject({
      outcome: 'processed',
      contact: { label: JANE },
      sentence: expect.stringContaining(`${JANE} wrote STOP: no SMS goes there any more.`),
    });
    expect(await send()).toMatchObject({ state: 'blocked', reason: 'opted-out' });
    expect(fake.asked).toEqual([]);
    all.clock.advance(1);
    const started = await hear(start);
    expect(await send()).toMatchObject({ state: 'sent' });
    const told = await all.store.contacts.timeline(stopped.contact!.userNs, { only: 'changes', limit: 2 });
    expect(told!.items).toMatchObject([
      { by: 'request', deliveryId: started.id, changes: [{ what: 'optOut', before: 'sms', after: null }] },
      { by: 'request', deliveryId: stopped.id, changes: [{ what: 'optOut', before: null, after: 'sms' }] },
    ]);
  });

  it('SN6 the latest wish stands: a STOP that is replayed after START changes nothing', async () => {
    const { all, hear, work, send } = await startBoth();
    const { id } = await hear(stop);
    all.clock.advance(HOUR);
    await hear(start);
    all.clock.advance(HOUR);
    await all.store.deliveries.replay([id], 'wish');
    await work();
    expect(await send()).toMatchObject({ state: 'sent' });
  });

  it('SN6 a STOP that was stored before a crash counts after it', async () => {
    const { all, accept, work, send } = await startBoth();
    await accept(stop);
    await all.reopen();
    await work();
    expect(await send()).toMatchObject({ state: 'blocked', reason: 'opted-out' });
  });

  it('SN6 another word, or STOP on WhatsApp, does not stop SMS', async () => {
    const { hear, send } = await startBoth();
    await hear({ ...stop, Body: 'Please do not stop' });
    await hear({ ...stop, From: `whatsapp:${JANE}` });
    expect(await send()).toMatchObject({ state: 'sent' });
  });

  it.each([
    ['delivered', {}, 'delivered', null],
    ['undelivered', { ErrorCode: '30005' }, 'failed', 'undelivered'],
    ['failed', {}, 'failed', 'undelivered'],
  ])('SN4 a report moves a message on: %s', async (MessageStatus, error, state, reason) => {
    const { all, hear, send, told } = await startBoth();
    const { id } = await send();
    const report = await hear({ MessageSid: 'SM1', MessageStatus, From: '+442079460000', To: JANE, ...error });
    expect(report).toMatchObject({ outcome: 'processed', reason: 'message-report', contact: null });
    expect(await all.store.outbox.get(id)).toMatchObject({ state, reason, sentence: report.sentence });
    expect(told).toEqual([`${id} ${state}`]);
    // The owner's number is nobody's contact.
    expect((await all.store.contacts.page({ limit: 10 })).items).toEqual([]);
  });

  it('SN4 reports that come out of order, again, or about others move nothing back', async () => {
    const { all, hear, send, told } = await startBoth();
    const { id } = await send();
    for (const MessageStatus of ['delivered', 'sent', 'delivered', 'undelivered', 'queued'])
      await hear({ MessageSid: 'SM1', MessageStatus });
    await hear({ MessageSid: 'SM-other', MessageStatus: 'undelivered' }, `message=${id}`);
    expect(await all.store.outbox.get(id)).toMatchObject({ state: 'delivered', providerId: 'SM1' });
    expect(told).toEqual([`${id} delivered`]);
  });

  it('SN4 what leaves asks for a report about itself', async () => {
    const { send, fake } = await startBoth();
    const { id } = await send();
    expect(fake.asked.map(({ body }) => new URLSearchParams(body).get('StatusCallback'))).toEqual([
      `https://hooks.example.com/h/token?message=${id}`,
    ]);
  });

  it('SN4 a message without an answer is found by the address that its report comes to', async () => {
    const { all, hear } = await startBoth();
    const id = all.queue();
    const attempt = await all.store.outbox.begin(id, all.clock.now(), null);
    const lost = {
      attempt: 'unknown',
      state: 'unknown',
      reason: 'no-answer',
      sentence: '',
      dueAt: null,
      providerId: null,
    } as const;
    await all.store.outbox.finish(id, attempt!, lost, all.clock.now());
    await hear({ MessageSid: 'SM7', MessageStatus: 'sent' }, `message=${id}`);
    expect(await all.store.outbox.get(id)).toMatchObject({ state: 'sent', providerId: 'SM7', reason: null });
    await hear({ MessageSid: 'SM7', MessageStatus: 'delivered' });
    expect(await all.store.outbox.get(id)).toMatchObject({ state: 'delivered', sentAt: expect.any(String) });
  });
});

describe('SN3 Messenger', () => {
  const page = (id: string, message: object, more: object = {}) => ({
    object: 'page',
    entry: [{ id: '1', messaging: [{ sender: { id }, message, ...more }] }],
  });

  it('who writes through the owner’s link is known from then on, and can be answered', async () => {
    const { all, hear } = await startBoth('messenger');
    const config = WebhookConfigSchema.parse({
      receives: 'messenger',
      identity: { userNs: '$.entry[*].messaging[*]..referral.ref' },
    });
    const phone = { value: JANE, raw: JANE };
    const made = await all.store.contacts.create(
      { kind: 'create', channel: 'messenger', identifiers: { phone }, profile: {}, fields: {} },
      all.clock.now(),
    );
    if (!('userNs' in made)) throw new Error('She was to be made.');
    const { userNs } = made;
    await all.store.webhooks.update('whk_test', { config, at: all.clock.now() });
    const facts = async () => {
      const { channels } = (await all.store.runs.person(userNs))!;
      return { last: channels.lastInbound('messenger'), id: channels.pageScopedId() };
    };
    expect(await facts()).toEqual({ last: null, id: null });
    expect(await hear(page('77', { text: 'Hello' }, { referral: { ref: userNs } }))).toMatchObject({
      outcome: 'processed',
      contact: { userNs },
    });
    expect(await facts()).toEqual({ last: all.clock.now(), id: '77' });
    all.clock.advance(HOUR);
    expect(await hear(page('77', { text: 'Again' }))).toMatchObject({
      contact: { userNs },
      sentence: expect.stringContaining('who wrote in Messenger (SN3)'),
    });
    expect(await facts()).toEqual({ last: all.clock.now(), id: '77' });
    // Somebody else's account is not taken, and hers is not replaced.
    await hear(page('78', {}, { referral: { ref: userNs } }));
    expect((await facts()).id).toBe('77');
  });

  it('who writes without it is a new contact under Messenger by the account alone, and the link then names a possible duplicate', async () => {
    const { all, hear } = await startBoth('messenger');
    const config = WebhookConfigSchema.parse({
      receives: 'messenger',
      identity: { userNs: '$.entry[*].messaging[*]..referral.ref', phone: '$.entry[*].messaging[*].message.text' },
    });
    await all.store.webhooks.update('whk_test', { config, at: all.clock.now() });
    const { contact, sentence } = await hear(page('77', { text: 'Hello' }));
    expect(sentence).toMatch(/^New contact, who wrote in Messenger \(SN3\)\./);
    const made = (await all.store.contacts.get(contact?.userNs ?? ''))!;
    expect(made).toMatchObject({ channel: 'messenger', phone: null, email: null, crmContactId: null });
    const { channels } = (await all.store.runs.person(made.userNs))!;
    expect([channels.lastInbound('messenger'), channels.pageScopedId()]).toEqual([all.clock.now(), '77']);

    // A number in the message is a way to reach them, and the webhook’s channel counts.
    const byPhone = await hear(page('78', { text: JANE }));
    expect(byPhone.sentence).toMatch(/^New contact by phone number \(ID5\)/);
    const jane = byPhone.contact?.userNs ?? '';
    expect(await all.store.contacts.get(jane)).toMatchObject({ channel: 'sms', phone: JANE });
    expect((await all.store.runs.person(jane))?.channels.pageScopedId()).toBe('78');

    // A link of nobody’s stops the request (ID3), and the account stays whose it is.
    const lost = await hear(page('79', { text: 'Hi' }, { referral: { ref: 'f1uNobody' } }));
    expect(lost).toMatchObject({ outcome: 'stopped', contact: null });
    const linked = await hear(page('77', { text: 'Me' }, { referral: { ref: jane } }));
    expect(linked.contact?.userNs).toBe(made.userNs);
    expect(linked.sentence).toContain(`Possibly the same person as ${JANE}.`);
  });

  it('of an entry in which several people write, the first is its contact; the others are heard, and become contacts when they write again', async () => {
    const { all, hear } = await startBoth('messenger');
    const messaging = [
      { sender: { id: '77' }, message: { text: 'Hello' } },
      { sender: { id: '78' }, message: { text: 'Hi' } },
      { sender: { id: '79' }, message: { text: 'STOP' } },
    ];
    const { contact, sentence } = await hear({ object: 'page', entry: [{ id: '1', messaging }] });
    const first = (await all.store.runs.person(contact?.userNs ?? ''))!;
    expect(first.channels.pageScopedId()).toBe('77');
    expect(sentence).toContain('77 wrote by Messenger and can be answered there.');
    expect(sentence).toContain('78 wrote by Messenger in the same entry, which is filed under who wrote first in it.');
    expect(sentence).toContain('They become a contact when they write again.');
    expect(sentence).toContain('79 wrote STOP: no Messenger goes there any more.');
    expect([all.store.contacts.find('pageScopedId', '78'), all.store.contacts.find('pageScopedId', '79')]).toEqual([
      null,
      null,
    ]);
    const optOuts = await all.store.optOuts.page({ limit: 10 });
    expect(optOuts.items).toMatchObject([{ channel: 'messenger', address: '79' }]);

    const again = await hear(page('78', { text: 'Hello?' }));
    expect(again.contact?.userNs).not.toBe(contact?.userNs);
    expect((await all.store.runs.person(again.contact?.userNs ?? ''))?.channels.pageScopedId()).toBe('78');
  });

  it('a merge takes the account and its conversation along, and its undoing gives them back', async () => {
    const { all, hear } = await startBoth('messenger');
    const config = WebhookConfigSchema.parse({
      receives: 'messenger',
      identity: { userNs: '$.entry[*].messaging[*]..referral.ref' },
    });
    await all.store.webhooks.update('whk_test', { config, at: all.clock.now() });
    const make = async (phone: string, account: string | null): Promise<string> => {
      const made = await all.store.contacts.create(
        {
          kind: 'create',
          channel: 'messenger',
          identifiers: { phone: { value: phone, raw: phone } },
          profile: {},
          fields: {},
        },
        all.clock.now(),
      );
      if (!('userNs' in made)) throw new Error('They were to be made.');
      if (account !== null) await hear(page(account, { text: 'Hello' }, { referral: { ref: made.userNs } }));
      return made.userNs;
    };
    const facts = async (userNs: string) => {
      const channels = (await all.store.runs.person(userNs))?.channels;
      return channels && { last: channels.lastInbound('messenger'), id: channels.pageScopedId() };
    };
    const merge = async (keep: string, from: string) => {
      const take = { slots: [], fields: [] };
      const answer = await all.store.contacts.merge(keep, from, { take, at: all.clock.now(), dryRun: false });
      if (answer === 'not-found' || answer.merge === null) throw new Error('They were to be merged.');
      return answer.merge.id;
    };
    const wroteAt = all.clock.now();
    const [jane, mia] = [await make(JANE, null), await make('+441174960124', '77')];

    const first = await merge(jane, mia);
    expect(await facts(jane)).toEqual({ last: wroteAt, id: '77' });
    expect(await hear(page('77', { text: 'Again' }))).toMatchObject({ contact: { userNs: jane } });
    await all.store.contacts.undoMerge(first, all.clock.now());
    expect([await facts(jane), await facts(mia)]).toEqual([
      { last: null, id: null },
      { last: wroteAt, id: '77' },
    ]);

    // Who has an account already keeps it; the other one leads there all the same.
    const ines = await make('+441174960125', '78');
    const second = await merge(ines, mia);
    expect((await facts(ines))?.id).toBe('78');
    expect(await hear(page('77', { text: 'Again' }))).toMatchObject({ contact: { userNs: ines } });
    expect((await all.store.contacts.get(ines))?.alsoFoundBy).not.toContainEqual(
      expect.objectContaining({ value: '77' }),
    );
    await all.store.contacts.undoMerge(second, all.clock.now());
    expect(await hear(page('77', { text: 'Again' }))).toMatchObject({ contact: { userNs: mia } });
    expect([(await facts(ines))?.id, (await facts(mia))?.id]).toEqual(['78', '77']);
  });
});
