import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import { answering, fakeProvider } from '../channels/fake-provider.ts';
import type { DoorClient } from './door-client.ts';

const TOKEN = 'made-up-auth-token-that-must-not-come-out';
const DEFAULTS = {
  mode: 'test' as const,
  account: {},
  quietHours: null,
  dailyCap: 200,
  spike: 50,
  perAddress: { hour: 5, day: 20 },
  countries: [] as string[],
  price: null,
  dailyBudget: null,
};

export function channelsCases(client: () => DoorClient): void {
  const sms = async () => (await client().call('listChannels', {})).find(({ channel }) => channel === 'sms')!;
  const putSms = (account: Record<string, string>, mode: 'test' | 'live' = 'test') =>
    client().call('putChannel', { params: { channel: 'sms' }, body: { ...DEFAULTS, account, mode } });
  const putToken = (value = TOKEN) =>
    client().call('putChannelSecret', { params: { channel: 'sms', name: 'authToken' }, body: { value } });

  it('SN2 SN3 every channel says what it needs, whether it may write first, and is in test mode', async () => {
    const channels = await client().call('listChannels', {});
    expect(channels.map(({ channel, needs, canStart }) => [channel, needs, canStart])).toEqual([
      ['sms', 'phone', true],
      ['voice', 'phone', true],
      ['whatsapp', 'phone', false],
      ['email', 'email', true],
      ['messenger', 'page-scoped-id', false],
      ['desktop', 'nothing', true],
    ]);
    for (const { settings, lastTest } of channels) {
      expect(settings).toEqual(DEFAULTS);
      expect(lastTest).toBeNull();
    }
  });

  it('SN2 live mode needs everything that the channel sends with', async () => {
    const account = { accountSid: 'AC1', from: '+442079460000' };
    const body = { ...DEFAULTS, account, mode: 'live' };
    expect(await client().refused('putChannel', { params: { channel: 'sms' }, body })).toMatchObject({
      code: 'CHANNEL_NOT_READY',
    });
    await putToken();
    expect(await putSms(account)).toMatchObject({ isReady: true });
    await client().call('deleteChannelSecret', { params: { channel: 'sms', name: 'authToken' } });
    expect(await sms()).toMatchObject({ isReady: false });
    await putSms({});
  });

  describe('SN2 a channel goes live by a test of what it sends with', () => {
    /** What Twilio says when it is asked about the message that it took. */
    let status: object;
    let account: Record<string, string>;
    const body = (more: object = {}) => ({
      params: { channel: 'sms' as const },
      body: { ...DEFAULTS, account, ...more },
    });
    const put = (more: object = {}) => client().call('putChannel', body(more));
    const live = () => put({ mode: 'live' });
    const refusedLive = () => client().refused('putChannel', body({ mode: 'live' }));
    const test = () => client().call('testChannel', { params: { channel: 'sms' }, body: { to: '+441174960123' } });
    const outcome = () => client().call('followChannelTest', { params: { channel: 'sms' } });
    const passed = async () => {
      await test();
      status = { status: 'delivered' };
      expect(await outcome()).toMatchObject({ state: 'passed' });
    };

    beforeEach(async () => {
      status = { status: 'queued' };
      const fake = await fakeProvider((asked, response, socket) =>
        answering(200, asked.method === 'POST' ? { sid: 'SM1' } : status)(asked, response, socket),
      );
      account = { accountSid: 'AC1', from: '+442079460000', baseUrl: fake.url };
      await putToken();
      await put();
    });
    afterEach(() => put({ account: {} }));

    it('without a test, and while nobody knows whether it arrived, it stays in test mode', async () => {
      expect(await refusedLive()).toMatchObject({ code: 'CHANNEL_NOT_TESTED' });
      expect(await client().refused('followChannelTest', { params: { channel: 'sms' } })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await test()).toMatchObject({ state: 'waiting' });
      expect(await outcome()).toMatchObject({ state: 'waiting' });
      expect(await refusedLive()).toMatchObject({ code: 'CHANNEL_NOT_TESTED' });
      status = { status: 'delivered' };
      expect(await outcome()).toMatchObject({ state: 'passed' });
      expect(await live()).toMatchObject({ settings: { mode: 'live' }, lastTest: { state: 'passed' } });
    });

    it('a test that was lost later says why, and is none that passed', async () => {
      await test();
      status = { status: 'undelivered', error_code: 63016 };
      const lost = await outcome();
      expect(lost).toMatchObject({ state: 'failed', sentence: expect.stringContaining('within 24 hours') });
      expect(lost.sentence).toContain('63016');
      expect(await refusedLive()).toMatchObject({ code: 'CHANNEL_NOT_TESTED' });
    });

    it('a gateway that does not say what became of it has passed by taking it', async () => {
      await test();
      status = { sid: 'SM1' };
      expect(await outcome()).toMatchObject({ state: 'passed', sentence: expect.stringContaining('Look whether') });
    });

    it('another account or secret asks for another test; a guard rail does not', async () => {
      await passed();
      await put({ dailyCap: 7 });
      expect(await sms()).toMatchObject({ lastTest: { state: 'passed' } });
      await put({ account: { ...account, from: '+442079460009' } });
      expect((await sms()).lastTest).toBeNull();
      await put();
      await passed();
      await putToken('another-made-up-token');
      expect((await sms()).lastTest).toBeNull();
      expect(await refusedLive()).toMatchObject({ code: 'CHANNEL_NOT_TESTED' });
      await passed();
      account = { ...account, from: '+442079460009' };
      expect(await refusedLive()).toMatchObject({ code: 'CHANNEL_NOT_TESTED' });
    });

    it('what is live stays live with another account', async () => {
      await passed();
      await live();
      account = { ...account, from: '+442079460009' };
      expect(await live()).toMatchObject({ settings: { mode: 'live' }, lastTest: null });
    });
  });

  it('a secret goes in and never comes out', async () => {
    await putToken();
    expect((await sms()).credentials).toContainEqual(expect.objectContaining({ name: 'authToken', isSet: true }));
    for (const path of ['/api/channels', '/api/settings', '/api/health', RAW_ROUTES.openapi]) {
      expect(await (await client().door.fetch(path)).text(), path).not.toContain(TOKEN);
    }
  });

  it('the Twilio account of one channel is taken over for another, and its secret does not come out', async () => {
    const state = async (wanted: string) =>
      (await client().call('listChannels', {})).find(({ channel }) => channel === wanted)!;
    const take = (channel: string, from: 'sms' | 'voice' | 'email') =>
      client().call('useChannelAccount', { params: { channel }, body: { from } });
    await putToken();
    await putSms({ accountSid: 'AC1', from: '+442079460000' });
    const voice = { ...DEFAULTS, account: { accountSid: 'AC9', from: '+442079460001', baseUrl: 'http://127.0.0.1:9' } };
    await client().call('putChannel', { params: { channel: 'voice' }, body: voice });
    expect((await state('voice')).otherAccounts).toEqual(['sms']);
    expect((await state('email')).otherAccounts).toEqual([]);

    const taken = await take('voice', 'sms');
    expect(taken).toMatchObject({
      ...{ isReady: true, otherAccounts: [] },
      settings: { mode: 'test', account: { accountSid: 'AC1', from: '+442079460001', baseUrl: '' } },
    });
    expect(JSON.stringify(taken)).not.toContain(TOKEN);
    expect((await state('whatsapp')).otherAccounts).toEqual(['sms', 'voice']);
    // A new token at one of them can be taken over again.
    await putToken('another-made-up-token');
    expect((await state('voice')).otherAccounts).toEqual(['sms']);

    for (const [channel, from] of [
      ['voice', 'voice'],
      ['email', 'sms'],
      ['sms', 'email'],
    ] as const) {
      const body = { from };
      const refused = await client().refused('useChannelAccount', { params: { channel }, body });
      expect(refused).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/from' }] });
    }
    await client().call('putChannel', { params: { channel: 'voice' }, body: DEFAULTS });
    await client().call('deleteChannelSecret', { params: { channel: 'voice', name: 'authToken' } });
  });

  it('what a channel does not ask for is refused with its place', async () => {
    const body = { ...DEFAULTS, account: { accountSid: 'AC1', colour: 'red', authToken: TOKEN } };
    const refused = await client().refused('putChannel', { params: { channel: 'sms' }, body });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refused.details?.map(({ pointer }) => pointer)).toEqual(['/account/colour', '/account/authToken']);
    for (const [channel, name] of [
      ['sms', 'accountSid'],
      ['sms', '__proto__'],
      ['fax', 'authToken'],
    ] as const) {
      const params = { channel, name };
      expect(await client().refused('putChannelSecret', { params, body: { value: 'x' } })).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });

  it('“send me a test” really sends, also in test mode, and says what came of it', async () => {
    const fake = await fakeProvider(answering(201, { sid: 'SM1' }));
    await putToken();
    await putSms({ accountSid: 'AC1', from: '+442079460000', baseUrl: fake.url });
    const test = await client().call('testChannel', { params: { channel: 'sms' }, body: { to: '+441174960123' } });
    expect(test).toMatchObject({ state: 'waiting' });
    expect(new URLSearchParams(fake.asked[0]!.body).get('To')).toBe('+441174960123');
    expect(await sms()).toMatchObject({ lastTest: { state: 'waiting' } });
    // As it is written at home; what is no number goes nowhere.
    await client().call('testChannel', { params: { channel: 'sms' }, body: { to: '0117 496 0123' } });
    expect(new URLSearchParams(fake.asked[1]!.body).get('To')).toBe('+441174960123');
    const refused = await client().refused('testChannel', { params: { channel: 'sms' }, body: { to: '12' } });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/to' }] });
    expect(fake.asked).toHaveLength(2);

    const wrong = await fakeProvider(answering(401, {}));
    await putSms({ accountSid: 'AC1', from: '+442079460000', baseUrl: wrong.url });
    const failed = await client().call('testChannel', { params: { channel: 'sms' }, body: { to: '+441174960123' } });
    expect(failed).toMatchObject({ state: 'failed', sentence: expect.stringContaining('credentials') });
    expect(await sms()).toMatchObject({ lastTest: { state: 'failed' } });
  });
}
