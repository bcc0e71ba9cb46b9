import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { DoorClient } from './door-client.ts';
import { liveSms } from './live-sms.ts';

const send = (id: string, text: string, channel: 'sms' | 'email' | 'messenger' = 'sms') =>
  ({ id, kind: 'send', channel, text, subject: channel === 'email' ? 'About your booking' : '' }) as const;
const wait = (id: string, minutes: number) => ({ id, kind: 'wait', wait: { kind: 'after', minutes } }) as const;

export function flowsCases(client: () => DoorClient): void {
  let count = 0;
  type Config = Partial<{ [Key in keyof FlowConfig]: Key extends 'steps' ? readonly object[] : FlowConfig[Key] }>;
  /** A flow of its own for a test. */
  const create = (config: Config = {}, name?: string) => {
    count += 1;
    return client().call('createFlow', { body: { name: name ?? `Flow ${count}`, config: config as FlowConfig } });
  };
  const person = (change: object = {}) => {
    count += 1;
    return client().call('createContact', { body: { firstName: 'Ann', phone: `+441174960${300 + count}`, ...change } });
  };
  const start = (key: string, contact: string) => client().call('startFlow', { params: { key }, body: { contact } });

  describe('making and saving one', () => {
    it('SN1 makes an empty flow with a key from its name', async () => {
      const flow = await client().call('createFlow', { body: { name: 'Booking confirmation' } });
      expect(flow).toMatchObject({
        key: 'booking-confirmation',
        version: 1,
        steps: [],
        problems: [],
        usedBy: [],
        running: 0,
      });
      expect(flow).toMatchObject({ coolDownHours: null, late: 'ask', lateMinutes: 60 });
      expect(await client().call('listFlows', {})).toContainEqual(flow);
      expect(await client().call('getFlow', { params: { key: flow.key } })).toEqual(flow);
    });

    it('SN1 a saved change of the steps is a new version, a new name is none', async () => {
      const { key } = await create({ steps: [send('s111', 'One')] });
      const renamed = await client().call('updateFlow', { params: { key }, body: { name: 'Renamed' } });
      expect(renamed).toMatchObject({ key, name: 'Renamed', version: 1 });
      const config = { steps: [send('s111', 'Two')] };
      const saved = await client().call('updateFlow', { params: { key }, body: { config, version: 1 } });
      expect(saved).toMatchObject({ version: 2, steps: [{ text: 'Two' }] });
      const stale = await client().refused('updateFlow', { params: { key }, body: { config, version: 1 } });
      expect(stale).toMatchObject({ status: 409, code: 'STALE' });
    });

    it('NAME_TAKEN compares without case', async () => {
      const { key } = await create({}, 'Only one');
      expect(await client().refused('createFlow', { body: { name: 'ONLY ONE' } })).toMatchObject({
        code: 'NAME_TAKEN',
      });
      const other = await create();
      const error = await client().refused('updateFlow', { params: { key: other.key }, body: { name: 'only one' } });
      expect(error).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
      const own = await client().call('updateFlow', { params: { key }, body: { name: 'ONLY one' } });
      expect(own.name).toBe('ONLY one');
    });

    it('keeps conditions in conditions, and says where something is wrong without refusing it', async () => {
      const inner = {
        id: 'c222',
        kind: 'condition',
        test: { operand: { of: 'tag', tag: 'vip' }, comparison: 'exists' },
      };
      const outer = {
        id: 'c111',
        kind: 'condition',
        test: { operand: { of: 'field', field: 'nowhere' }, comparison: 'is', value: 'x' },
        yes: [{ ...inner, yes: [send('s111', 'Hi\n{{ contact.frist_name }}')], no: [{ id: 'e111', kind: 'stop' }] }],
        no: [send('s222', '{{ contact.name | shout }}')],
      };
      const flow = await create({ steps: [outer] });
      expect(flow.steps).toMatchObject([
        { yes: [{ yes: [{ id: 's111' }], no: [{ id: 'e111' }] }], no: [{ id: 's222' }] },
      ]);
      expect(flow.problems).toEqual([
        { step: 'c111', sentence: 'There is no field “nowhere”.' },
        { step: 's111', sentence: 'There is no “contact.frist_name”. Did you mean “contact.first_name”?' },
        { step: 's222', sentence: 'There is no filter “shout”.' },
      ]);
    });

    it.each([
      { title: 'two steps of one id', steps: [send('s111', 'a'), send('s111', 'b')], pointer: '/config/steps/1/id' },
      { title: 'a step of no kind', steps: [{ id: 's111', kind: 'dance' }], pointer: '/config/steps/0/kind' },
      { title: 'an id of another shape', steps: [send('S-1', 'a')], pointer: '/config/steps/0/id' },
      { title: 'a wait of no time', steps: [wait('w111', 0)], pointer: '/config/steps/0/wait/minutes' },
    ])('refuses $title', async ({ steps, pointer }) => {
      const error = await client().refused('createFlow', { body: { name: 'Faulty', config: { steps } } });
      expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer }] });
    });

    it('refuses conditions that are too deep, however deep', async () => {
      const nested = (depth: number): object =>
        Array.from({ length: depth }).reduce<object>(
          (inner, _, index) => ({
            id: `c${String(index).padStart(5, '0')}`,
            kind: 'condition',
            test: { operand: { of: 'tag', tag: 'a' }, comparison: 'exists' },
            yes: [inner],
            no: [],
          }),
          { id: 'e111', kind: 'stop' },
        );
      expect(await create({ steps: [nested(5)] })).toMatchObject({ problems: [] });
      for (const depth of [6, 15]) {
        const error = await client().refused('createFlow', {
          body: { name: 'Deep', config: { steps: [nested(depth)] } },
        });
        expect(error.code).toBe('INVALID_INPUT');
      }
    });
  });

  describe('deleting one', () => {
    it('FLOW_IN_USE says where it is used, and force takes it out there', async () => {
      const { key } = await create();
      const webhook = await client().webhook({ flow: key }, 'Orders');
      const { usedBy } = await client().call('getFlow', { params: { key } });
      expect(usedBy).toEqual([{ id: webhook.id, name: 'Orders' }]);
      const error = await client().refused('deleteFlow', { params: { key } });
      expect(error).toMatchObject({ status: 409, code: 'FLOW_IN_USE' });
      expect(error.message).toContain('“Orders”');
      await client().call('deleteFlow', { params: { key }, query: { force: 'true' } });
      expect(await client().call('getWebhook', { params: { id: webhook.id } })).toMatchObject({
        flow: null,
        version: 2,
      });
      expect((await client().refused('getFlow', { params: { key } })).code).toBe('NOT_FOUND');
    });

    it('ends it for whoever is in it, and its key never comes back', async () => {
      const { key } = await create({ steps: [wait('w111', 60)] }, 'Passing');
      const run = await start(key, (await person()).userNs);
      await client().call('deleteFlow', { params: { key }, query: {} });
      expect(await client().call('getRun', { params: { id: run.id } })).toMatchObject({
        state: 'stopped',
        dueAt: null,
      });
      expect((await create({}, 'Passing')).key).toBe('passing-2');
    });

    it('can be undone: whoever was in it goes on, and its webhooks start it; unless its name is taken', async () => {
      const { key } = await create({ steps: [wait('w111', 60)] }, 'Undone');
      const params = { key };
      const webhook = await client().webhook({ identity: { email: '$.email' }, flow: key });
      const run = await start(key, (await person()).userNs);
      const before = await client().call('getFlow', { params });
      expect(before).toMatchObject({ running: 1, usedBy: [{ id: webhook.id }] });
      const remove = () => client().call('deleteFlow', { params, query: { force: 'true' } });
      await remove();
      expect(await client().call('restoreFlow', { params })).toEqual(before);
      expect(await client().call('getRun', { params: { id: run.id } })).toEqual(run);
      const { id } = await client().deliver(webhook, { email: 'undone-flow@example.com' });
      expect((await client().call('listRuns', { query: { deliveryId: id } })).items).toMatchObject([{ flow: key }]);

      await remove();
      await create({}, 'UNDONE');
      expect(await client().refused('restoreFlow', { params })).toMatchObject({
        status: 409,
        code: 'NOT_PUT_BACK',
        message: 'Another flow has its name by now.',
      });
      expect(await client().refused('restoreFlow', { params: { key: 'none' } })).toMatchObject({ status: 404 });
    });

    it('a field that a flow uses is FIELD_IN_USE, and says so', async () => {
      const field = await client().call('createField', { body: { name: 'Visit', type: 'datetime' } });
      const flow = await create({ steps: [send('s111', 'At {{ field.visit | date: "%H:%M" }}')] }, 'Visits');
      const listed = (await client().call('listFields', {})).find(({ key }) => key === field.key);
      expect(listed?.flows).toEqual([{ key: flow.key, name: 'Visits' }]);
      const error = await client().refused('deleteField', { params: { key: field.key } });
      expect(error).toMatchObject({ code: 'FIELD_IN_USE', message: 'This field is used in the flow “Visits”.' });
      await client().call('deleteField', { params: { key: field.key }, query: { force: 'true' } });
      const { problems } = await client().call('getFlow', { params: { key: flow.key } });
      expect(problems).toMatchObject([{ step: 's111', sentence: 'There is no field “visit”.' }]);
    });
  });

  it('a webhook cannot start a flow that is not there', async () => {
    const { id } = await client().call('createWebhook', { body: { name: 'Lost' } });
    const error = await client().refused('updateWebhook', { params: { id }, body: { config: { flow: 'nowhere' } } });
    expect(error).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/config/flow' }] });
  });

  describe('a request starts the flow of its webhook', () => {
    it('PR1 SN1 the contact, the run and its first messages are there with the outcome', async () => {
      const steps = [send('s111', 'Hi {{ contact.first_name }}, see you at {{ payload.at }}.'), wait('w111', 60)];
      const { key, name } = await create({ steps });
      const identity = { phone: '$.phone' };
      const webhook = await client().webhook({ flow: key, identity, profile: { firstName: '$.first' } });
      const delivery = await client().deliver(webhook, { phone: '+441174960199', first: 'Ann', at: '10:00' });
      expect(delivery.sentence).toContain(`The flow “${name}” starts, 1 message.`);
      expect(delivery.receipt?.messages).toMatchObject([
        {
          step: 's111',
          channel: 'sms',
          mode: 'test',
          to: '+441174960199',
          text: 'Hi Ann, see you at 10:00.',
          blocked: null,
        },
      ]);
      const { items } = await client().call('listRuns', { query: { deliveryId: delivery.id } });
      expect(items).toMatchObject([
        {
          flow: key,
          version: 1,
          state: 'waiting',
          deliveryId: delivery.id,
          contact: delivery.contact,
          steps: [
            { step: 's111', kind: 'send', state: 'done', messageId: expect.stringMatching(/^msg_/) },
            { step: 'w111', kind: 'wait', state: 'waiting', messageId: null },
          ],
        },
      ]);
      expect(await client().call('getFlow', { params: { key } })).toMatchObject({ running: 1 });
    });

    it('SN7 a missing value keeps the message back, and the request is processed all the same', async () => {
      const { key } = await create({ steps: [send('s111', 'Hi {{ contact.first_name }},')] });
      const webhook = await client().webhook({ flow: key, identity: { phone: '$.phone' } });
      const delivery = await client().deliver(webhook, { phone: '+441174960198' });
      expect(delivery).toMatchObject({
        outcome: 'processed',
        receipt: { messages: [{ blocked: { reason: 'missing-value' } }] },
      });
      expect(delivery.sentence).toContain('1 kept back');
    });

    it('SN5 within its cool-down a contact does not go through it again', async () => {
      const { key } = await create({ steps: [send('s111', 'Hello')], coolDownHours: 24 });
      const webhook = await client().webhook({ flow: key, identity: { phone: '$.phone' } });
      const first = await client().deliver(webhook, { phone: '+441174960197', n: 1 });
      const second = await client().deliver(webhook, { phone: '+441174960197', n: 2 });
      expect(first.receipt?.messages).toHaveLength(1);
      expect(second.receipt?.messages).toEqual([]);
      expect(second.sentence).toContain('did not start: +441174960197 went through it less than 24 hours ago.');
      expect((await client().call('listRuns', { query: { flow: key } })).items).toHaveLength(1);
    });

    it('PR4 SN5 a replay starts it where the request had not, and never twice', async () => {
      const { key, name } = await create({ steps: [send('s111', 'Hello')] });
      const webhook = await client().webhook({ identity: { phone: '$.phone' } });
      const first = await client().deliver(webhook, { phone: '+441174960194' });
      const config = { flow: key, identity: { phone: '$.phone' } };
      await client().call('updateWebhook', { params: { id: webhook.id }, body: { config } });
      const compare = async () => {
        const answer = await client().call('replayDelivery', { params: { id: first.id }, body: { dryRun: true } });
        return answer.dryRun ? answer.comparison.notes : [];
      };
      const replay = async () => {
        const answer = await client().call('replayDelivery', { params: { id: first.id }, body: { dryRun: false } });
        const id = answer.dryRun ? '' : answer.replay.id;
        await expect
          .poll(async () => (await client().call('getDelivery', { params: { id } })).outcome)
          .toBe('processed');
        return client().call('getDelivery', { params: { id } });
      };
      expect(await compare()).toMatchObject([{ kind: 'starts-flow', sentence: expect.stringContaining(name) }]);
      expect((await replay()).receipt?.messages).toHaveLength(1);
      expect(await compare()).toMatchObject([{ kind: 'replayed-before' }, { kind: 'flow-stays' }]);
      const again = await replay();
      expect(again.receipt?.messages).toEqual([]);
      expect(again.sentence).toContain('did not start: this request has started it before.');
      expect((await client().call('listRuns', { query: { flow: key } })).items).toHaveLength(1);
    });

    it('PR4 a replay of the owner’s own test only tries it, and says so before', async () => {
      const fake = await liveSms(client());
      const { key, name } = await create({ steps: [send('s111', 'Hello')] });
      const webhook = await client().webhook({ identity: { phone: '$.phone' } });
      const payload = { text: '{"phone":"+441174960195"}', contentType: 'application/json' };
      const sent = await client().call('sendSample', { params: { id: webhook.id }, body: { payload } });
      const params = { id: sent.deliveryId ?? '' };
      await expect.poll(async () => (await client().call('getDelivery', { params })).outcome).toBe('processed');
      const config = { flow: key, identity: { phone: '$.phone' } };
      await client().call('updateWebhook', { params: { id: webhook.id }, body: { config } });
      const compared = await client().call('replayDelivery', { params, body: { dryRun: true } });
      const sentence = `It was your own test, so the flow “${name}” would only be tried for +441174960195: its messages stop in the Outbox.`;
      expect(compared).toMatchObject({ comparison: { notes: [{ kind: 'starts-flow', sentence }] } });
      const replayed = await client().call('replayDelivery', { params, body: { dryRun: false } });
      const deliveryId = replayed.dryRun ? '' : replayed.replay.id;
      const messages = async () => (await client().call('listMessages', { query: { deliveryId } })).items;
      await expect.poll(messages).toMatchObject([{ mode: 'test', state: 'sent' }]);
      expect(fake.asked).toEqual([]);
    });

    it('ID2 nobody, no flow', async () => {
      const { key } = await create({ steps: [send('s111', 'Hello')] });
      const webhook = await client().webhook({ flow: key, identity: { phone: '$.phone' } });
      expect(await client().deliver(webhook, { phone: 'none' })).toMatchObject({ outcome: 'unidentified' });
      expect((await client().call('listRuns', { query: { flow: key } })).items).toEqual([]);
    });

    it('PR5 the dry run of the webhook shows the messages of the whole way, and writes nothing', async () => {
      const steps = [
        send('s111', 'Hi {{ contact.first_name }}'),
        wait('w111', 1440),
        send('s222', 'How was it?', 'email'),
      ];
      const { key, name } = await create({ steps });
      const { id } = await client().call('createWebhook', { body: { name: 'Dry' } });
      const config = { flow: key, identity: { phone: '$.phone' }, profile: { firstName: '$.first' } };
      const source = { text: '{"phone":"+441174960196","first":"Dry"}' };
      const { receipt } = await client().call('preview', { params: { id }, body: { config, source } });
      expect(receipt.messages).toMatchObject([
        { step: 's111', text: 'Hi Dry', after: null, segments: { count: 1, encoding: 'GSM-7' }, blocked: null },
        {
          step: 's222',
          after: expect.stringMatching(/^1 day, on \d/),
          segments: null,
          blocked: { reason: 'no-address' },
        },
      ]);
      expect(receipt.sentence).toContain(`The flow “${name}” starts, 1 message, 1 kept back.`);
      expect((await client().call('listRuns', { query: { flow: key } })).items).toEqual([]);
    });
  });

  describe('RC3 one contact per item', () => {
    it('each item has its messages, in the dry run as in the live one, with its own part of the payload', async () => {
      const { key } = await create({
        steps: [send('s111', 'Hi {{ contact.first_name }}, {{ payload.people[0].seat }}')],
      });
      const identity = { phone: '$.people[*].phone' };
      const config = { flow: key, itemsPath: '$.people', identity, profile: { firstName: '$.people[*].first' } };
      const people = [
        { phone: '+441174960281', first: 'Una', seat: 'A1' },
        { phone: '+441174960282', first: 'Duo', seat: 'B2' },
        { phone: 'none', first: 'Nobody', seat: 'C3' },
      ];
      const webhook = await client().webhook(config);
      const source = { text: JSON.stringify({ people }) };
      const { items } = await client().call('preview', { params: { id: webhook.id }, body: { config, source } });
      const texts = (receipts: { receipt: { messages: { text: string }[] } }[] = []) =>
        receipts.map(({ receipt }) => receipt.messages.map(({ text }) => text));
      expect(texts(items?.receipts)).toEqual([['Hi Una, A1'], ['Hi Duo, B2'], []]);
      expect((await client().call('listRuns', { query: { flow: key } })).items).toEqual([]);

      const delivery = await client().deliver(webhook, { people });
      const params = { id: delivery.id };
      const page = await client().call('listDeliveryItems', { params, query: {} });
      expect(texts(page.items)).toEqual([['Hi Una, A1'], ['Hi Duo, B2'], []]);
      expect((await client().call('listRuns', { query: { flow: key } })).items).toHaveLength(2);
      const compared = await client().call('replayDelivery', { params, body: { dryRun: true } });
      expect(compared.dryRun && compared.comparison.notes).toMatchObject([{ kind: 'flow-stays' }]);
    });
  });

  describe('previewing one', () => {
    it('PR5 takes every step for a contact, in words, and writes nothing', async () => {
      const field = await client().call('createField', { body: { name: 'Seats', type: 'number' } });
      const { key } = await create();
      const ann = await person({ fields: { [field.key]: '4' } });
      const test = { operand: { of: 'field', field: field.key }, comparison: 'greater', value: '3' };
      const config = {
        steps: [
          { id: 'c111', kind: 'condition', test, yes: [send('s111', 'A table for {{ field.seats }}')], no: [] },
          { id: 't111', kind: 'tag', action: 'add', tag: 'big group' },
          { id: 'f111', kind: 'set-field', field: field.key, value: '{{ field.seats | plus: 1 }}' },
          wait('w111', 90),
          send('s222', 'Now {{ field.seats }}'),
          { id: 'h111', kind: 'http', url: 'https://example.com/hook' },
        ],
      } as unknown as FlowConfig;
      const preview = await client().call('previewFlow', {
        params: { key },
        body: { config, source: { contact: ann.userNs } },
      });
      expect(preview.messages.map(({ text, after }) => [text, after])).toEqual([
        ['A table for 4', null],
        ['Now 5', '1 hour 30 minutes'],
      ]);
      expect(preview.steps.map(({ step, state }) => [step, state])).toEqual([
        ['c111', 'done'],
        ['s111', 'done'],
        ['t111', 'done'],
        ['f111', 'done'],
        ['w111', 'waiting'],
        ['s222', 'done'],
        ['h111', 'waiting'],
      ]);
      expect(preview.steps[0]?.sentence).toBe('Yes: “Seats” is greater than “3” (it is 4).');
      expect(await client().call('getContact', { params: { userNs: ann.userNs } })).toEqual(ann);
    });

    it('PR5 works on a request of the log', async () => {
      const { key } = await create();
      const webhook = await client().webhook({ identity: { phone: '$.phone' } });
      const { id: deliveryId } = await client().deliver(webhook, { phone: '+441174960195', code: 'A1' });
      const config = { steps: [send('s111', 'Your code is {{ payload.code }}')] };
      const preview = await client().call('previewFlow', { params: { key }, body: { config, source: { deliveryId } } });
      expect(preview).toMatchObject({ messages: [{ text: 'Your code is A1' }], problems: [] });
    });

    it('a text in which values are missing is shown with its holes, and kept back', async () => {
      const { key } = await create();
      const { userNs } = await person({ firstName: null });
      const preview = (text: string) =>
        client().call('previewFlow', {
          params: { key },
          body: { config: { steps: [send('s111', text)] }, source: { contact: userNs } },
        });
      expect(await preview('Hi {{ contact.first_name }}, see you.')).toMatchObject({
        messages: [{ text: 'Hi [first name is missing], see you.', blocked: { reason: 'missing-value' } }],
      });
      const two = 'Hi {{ contact.first_name }}, {{ payload.a }}.';
      expect(await preview(two)).toMatchObject({
        messages: [
          { text: 'Hi [first name is missing], [a of the request is missing].', blocked: { reason: 'missing-value' } },
        ],
      });
    });

    it('where nobody is there yet, what is wrong with the draft is told all the same', async () => {
      const { key } = await create();
      const config = { steps: [send('s111', 'Hi {{ contact.frist_name }}')] };
      expect(await client().call('previewFlow', { params: { key }, body: { config, source: null } })).toEqual({
        steps: [],
        messages: [],
        problems: [{ step: 's111', sentence: 'There is no “contact.frist_name”. Did you mean “contact.first_name”?' }],
      });
    });

    it('what it is to be tried on must be there', async () => {
      const { key } = await create();
      for (const source of [{ contact: 'f1unobody' }, { deliveryId: 'dlv_gone' }]) {
        const error = await client().refused('previewFlow', { params: { key }, body: { config: {}, source } });
        expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      }
    });
  });

  describe('starting one by hand', () => {
    it('SN1 each start is a run of its own, with the version of now', async () => {
      const { key } = await create({ steps: [send('s111', 'Hi {{ contact.first_name }}'), wait('w111', 60)] });
      const { userNs } = await person();
      const first = await start(key, userNs);
      await client().call('updateFlow', { params: { key }, body: { config: { steps: [] } } });
      const second = await start(key, userNs);
      expect(first).toMatchObject({
        version: 1,
        state: 'waiting',
        deliveryId: null,
        steps: [{ step: 's111' }, { step: 'w111' }],
      });
      expect(second).toMatchObject({ version: 2, state: 'done', steps: [] });
      expect((await client().call('listRuns', { query: { contact: userNs } })).items.map(({ id }) => id)).toEqual([
        second.id,
        first.id,
      ]);
    });

    it('SN5 FLOW_NOT_STARTED says why', async () => {
      const { key } = await create({ coolDownHours: 1 });
      const { userNs } = await person();
      await start(key, userNs);
      const error = await client().refused('startFlow', { params: { key }, body: { contact: userNs } });
      expect(error).toMatchObject({ status: 409, code: 'FLOW_NOT_STARTED' });
      expect(error.message).toContain('less than an hour ago');
    });

    it('SN1 a try changes and asks nothing, and says so, also where the channel is live', async () => {
      const fake = await liveSms(client());
      const steps = [
        { id: 't111', kind: 'tag', action: 'add', tag: 'tried' },
        { id: 'h111', kind: 'http', method: 'POST', url: 'https://hooks.example.com/in' },
        send('s111', 'Hi {{ contact.first_name }}'),
      ];
      const { key } = await create({ steps, coolDownHours: 1 });
      const { userNs } = await person();
      const body = { contact: userNs, isTry: true };
      const tried = await client().call('startFlow', { params: { key }, body });
      expect(tried).toMatchObject({ isTry: true, state: 'done', deliveryId: null });
      expect(tried.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
        't111 done',
        'h111 skipped',
        's111 done',
      ]);
      const message = () => client().call('getMessage', { params: { id: tried.steps[2]!.messageId! } });
      await expect
        .poll(message)
        .toMatchObject({ mode: 'test', state: 'sent', sentence: expect.stringMatching(/^A try: /) });
      expect((await client().call('getContact', { params: { userNs } })).tags).toEqual([]);
      expect(fake.asked).toEqual([]);
      expect(await start(key, userNs)).toMatchObject({ isTry: false });
    });

    it('a contact and a flow that are not there are NOT_FOUND', async () => {
      const { key } = await create();
      const { userNs } = await person();
      for (const [flow, contact] of [
        [key, 'f1unobody'],
        ['nowhere', userNs],
      ] as const) {
        const error = await client().refused('startFlow', { params: { key: flow }, body: { contact } });
        expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      }
    });

    it('tags and fields are the contact’s afterwards', async () => {
      const field = await client().call('createField', { body: { name: 'Stage', type: 'text' } });
      const steps = [
        { id: 't111', kind: 'tag', action: 'add', tag: 'regular' },
        { id: 't222', kind: 'tag', action: 'add', tag: 'new' },
        { id: 't333', kind: 'tag', action: 'remove', tag: 'new' },
        { id: 'f111', kind: 'set-field', field: field.key, value: 'seen by {{ contact.first_name }}' },
      ];
      const { key } = await create({ steps });
      const { userNs } = await person();
      await start(key, userNs);
      expect(await client().call('getContact', { params: { userNs } })).toMatchObject({
        tags: ['regular'],
        fields: { stage: { text: 'seen by Ann', deliveryId: null } },
      });
      const { items } = await client().call('listContacts', { query: {} });
      expect(items.find((contact) => contact.userNs === userNs)?.tags).toEqual(['regular']);
    });
  });

  describe('an HTTP step', () => {
    const http = (url: string) => ({ id: 'h111', kind: 'http', url, body: '{"who":"{{ contact.first_name }}"}' });
    /** Starts a flow that asks this address and then sends; resolves to the run at its end. */
    const ask = async (url: string) => {
      const { key } = await create({ steps: [http(url), send('s111', 'Done')] });
      const news = await client().events();
      const { id } = await start(key, (await person()).userNs);
      await news.until((event) => event.type === 'run' && event.id === id && event.state === 'done');
      await news.close();
      return client().call('getRun', { params: { id } });
    };
    const allow = async (...allowedHosts: string[]) => {
      const settings = await client().call('getSettings', {});
      await client().call('putSettings', { body: { ...settings, allowedHosts } });
    };

    it('K8 does not reach what is inside, and the flow goes on', async () => {
      await allow();
      expect((await ask('http://127.0.0.1:9/')).steps).toMatchObject([
        { step: 'h111', state: 'failed', sentence: expect.stringContaining('inside your own network') },
        { step: 's111', state: 'done' },
      ]);
    });

    it('SN1 reaches a host of the owner’s network that is allowed, once, and the flow goes on with its answer', async () => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        request.on('data', (part: Buffer) => asked.push(part.toString()));
        request.on('end', () => response.writeHead(201).end());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
      await allow('127.0.0.1');
      const { port } = server.address() as AddressInfo;
      expect((await ask(`http://127.0.0.1:${port}/hook`)).steps).toMatchObject([
        { step: 'h111', state: 'done', sentence: 'Answered 201.' },
        { step: 's111', state: 'done' },
      ]);
      expect(asked).toEqual(['{"who":"Ann"}']);
    });
  });

  describe('a run that waits', () => {
    const waiting = async () => {
      const { key } = await create({ steps: [wait('w111', 600), send('s111', 'After all')] });
      return start(key, (await person()).userNs);
    };

    it('goes on at once when the owner says so, once', async () => {
      const { id } = await waiting();
      const run = await client().call('continueRun', { params: { id } });
      expect(run).toMatchObject({
        state: 'done',
        dueAt: null,
        steps: [
          { step: 'w111', state: 'done', sentence: 'You let it go on.' },
          { step: 's111', state: 'done' },
        ],
      });
      expect(await client().refused('continueRun', { params: { id } })).toMatchObject({
        status: 409,
        code: 'RUN_NOT_WAITING',
      });
    });

    it('ends when the owner says so, and is not there for more', async () => {
      const { id } = await waiting();
      expect(await client().call('stopRun', { params: { id } })).toMatchObject({ state: 'stopped', dueAt: null });
      for (const route of ['continueRun', 'stopRun'] as const) {
        expect(await client().refused(route, { params: { id } })).toMatchObject({
          status: 409,
          code: 'RUN_NOT_WAITING',
        });
      }
    });

    it('goes with its contact', async () => {
      const { id, contact } = await waiting();
      await client().call('deleteContact', { params: { userNs: contact?.userNs ?? '' } });
      expect(await client().refused('getRun', { params: { id } })).toMatchObject({ status: 404 });
    });

    it('one that is not there is NOT_FOUND', async () => {
      for (const route of ['getRun', 'continueRun', 'stopRun'] as const) {
        expect(await client().refused(route, { params: { id: 'run_gone' } })).toMatchObject({ status: 404 });
      }
    });

    it('the list pages, and is filtered by state', async () => {
      const { key } = await create({ steps: [wait('w111', 600)] });
      const { userNs } = await person();
      const ids = [await start(key, userNs), await start(key, userNs), await start(key, userNs)].map(({ id }) => id);
      await client().call('stopRun', { params: { id: ids[1]! } });
      const page = await client().call('listRuns', { query: { flow: key, limit: 2 } });
      expect(page.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
      const rest = await client().call('listRuns', { query: { flow: key, before: page.nextCursor ?? '' } });
      expect(rest).toMatchObject({ items: [{ id: ids[0] }], nextCursor: null });
      const stopped = await client().call('listRuns', { query: { flow: key, state: 'stopped' } });
      expect(stopped.items.map(({ id }) => id)).toEqual([ids[1]]);
    });
  });
}
