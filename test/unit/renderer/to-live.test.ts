import { describe, expect, it } from 'vitest';
import { beforeLive, untested } from '#renderer/features/settings/channels/to-live.ts';
import { ChannelSettingsSchema, type ChannelState, type ChannelTest } from '#shared/contract/channel.ts';

const SLOT = { hint: '', isSecret: false, isRequired: true, isSwitch: false, accountAt: null, isSet: null };
const settingsOf = (mode: 'test' | 'live', from: string) => ChannelSettingsSchema.parse({ mode, account: { from } });

function channelOf(mode: 'test' | 'live', tested: ChannelTest['state'] | null): ChannelState {
  return {
    ...{ channel: 'sms', name: 'SMS', sentence: '', needs: 'phone', canStart: true, isReady: true, sentToday: 0 },
    settings: settingsOf(mode, '+442079460000'),
    credentials: [{ ...SLOT, name: 'from', label: 'Sender' }],
    otherAccounts: [],
    rest: null,
    lastTest: tested === null ? null : { at: '2026-03-02T09:00:00.000Z', state: tested, sentence: '' },
  };
}

describe('SN2 what stands between a channel and its being live', () => {
  it.each<[tested: ChannelTest['state'] | null, from: string, why: RegExp | null]>([
    [null, '+442079460000', /send yourself a test/],
    ['waiting', '+442079460000', /once the test has passed/],
    ['failed', '+442079460000', /did not go through/],
    ['passed', '+442079460000', null],
    ['passed', '+442079460001', /save the account/],
    ['passed', '', /still needs: Sender/],
  ])('a test that is %s, with the sender %j: %s', (tested, from, why) => {
    const before = beforeLive(channelOf('test', tested), settingsOf('test', from));
    if (why === null) expect(before).toBeNull();
    else expect(before?.sentence).toMatch(why);
  });

  it('what is live stays live, and says what was not tested', () => {
    const live = settingsOf('live', '+442079460000');
    expect(beforeLive(channelOf('live', null), live)).toBeNull();
    expect(untested(channelOf('live', 'passed'), live)).toBeNull();
    expect(untested(channelOf('live', null), live)?.sentence).toMatch(/No test has gone through/);
    expect(untested(channelOf('live', 'passed'), settingsOf('live', '+442079460001'))?.sentence).toMatch(/stays live/);
  });
});
