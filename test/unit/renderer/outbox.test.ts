import { describe, expect, it } from 'vitest';
import { filterOf, isFiltered, searchOf } from '#renderer/features/outbox/outbox-filter.ts';
import {
  changeChannel,
  discardChannel,
  dropAccountChanges,
  missingFor,
  useChannelDrafts,
  withChanges,
} from '#renderer/features/settings/channels/channel-draft.ts';
import {
  DECISION_WORDS,
  dueWords,
  isEditable,
  messageStateWords,
  needsAttention,
  saysWhy,
  wayToRule,
} from '#renderer/ui/messages/message-words.ts';
import { restOf } from '#renderer/ui/messages/use-rest.ts';
import { ChannelSettingsSchema, type ChannelState } from '#shared/contract/channel.ts';
import { MESSAGE_STATES } from '#shared/contract/message.ts';
import { decisionsFor } from '#shared/contract/message-words.ts';

describe('the filter of the Outbox', () => {
  it.each([
    ['', {}],
    ['state=failed&channel=sms', { state: 'failed', channel: 'sms' }],
    ['state=nonsense&channel=pigeon', {}],
    ['contact=f1u1&request=dlv_1', { contact: 'f1u1', deliveryId: 'dlv_1' }],
    ['channel=sms&attention=true', { channel: 'sms', attention: 'true' }],
    ['later=true&attention=maybe', { later: 'true' }],
  ])('“%s” means %j', (search, filter) => {
    expect(filterOf(search)).toEqual(filter);
    expect(isFiltered(filterOf(search))).toBe(Object.keys(filter).length > 0);
    expect(filterOf(searchOf(filterOf(search)).slice(1))).toEqual(filter);
  });
});

describe('where a message stands, in words', () => {
  it('SN2 “sent” is never said of test mode', () => {
    expect(messageStateWords({ state: 'sent', mode: 'test', dueAt: null, reason: null }).label).toBe('Not really sent');
    expect(messageStateWords({ state: 'sent', mode: 'live', dueAt: null, reason: null }).label).toBe('Sent');
  });

  it('SN4 what left and did not arrive is not called “not sent”', () => {
    const failed = { state: 'failed', mode: 'live', dueAt: null } as const;
    expect(messageStateWords({ ...failed, reason: 'undelivered' }).label).toBe('Did not arrive');
    expect(messageStateWords({ ...failed, reason: 'refused-by-provider' }).label).toBe('Not sent');
  });

  it('SN4 what is unclear, held, blocked or failed waits for the owner, and nothing else does', () => {
    expect(MESSAGE_STATES.filter((state) => needsAttention({ state, dueAt: null }))).toEqual([
      'held',
      'blocked',
      'failed',
      'unknown',
    ]);
  });

  it('SN6 what is held until a time waits for that and not for the owner', () => {
    const held = { state: 'held', mode: 'live', dueAt: '2026-03-03T08:00:00.000Z', reason: null } as const;
    expect(needsAttention(held)).toBe(false);
    expect(messageStateWords(held)).toEqual({ label: 'Goes out later', tone: 'waiting' });
    expect(messageStateWords({ ...held, dueAt: null })).toEqual({ label: 'Held back', tone: 'attention' });
    // What is unclear is asked about by itself, but only the owner can say what becomes of it.
    expect(needsAttention({ ...held, state: 'unknown' })).toBe(true);
  });

  it('SN4 what has not gone out, or may not have, says why; what was sent does not', () => {
    const live = { mode: 'live', dueAt: null, reason: null } as const;
    expect(MESSAGE_STATES.filter((state) => saysWhy({ ...live, state }))).toEqual([
      'held',
      'blocked',
      'failed',
      'unknown',
    ]);
    const dueAt = '2026-03-03T08:00:00.000Z';
    expect(saysWhy({ state: 'queued', dueAt, reason: 'provider-down' })).toBe(true);
    expect(dueWords({ state: 'queued', dueAt })).toBe('Next try');
    expect(dueWords({ state: 'held', dueAt })).toBe('Goes out');
    expect(dueWords({ state: 'unknown', dueAt })).toBe('Provider is asked');
  });

  it.each([
    ['spike', 'Settings of SMS', '/settings/channels/sms'],
    ['country-not-allowed', 'Settings of SMS', '/settings/channels/sms'],
    ['opted-out', 'Who wants no messages', '/outbox/opt-outs'],
  ] as const)('SN6 a message that %s keeps back leads to where that is changed', (reason, label, href) => {
    expect(wayToRule({ reason, channel: 'sms' })).toEqual({ label, href });
    expect(wayToRule({ reason: 'missing-value', channel: 'sms' })).toBeNull();
  });

  it('SN4 the text of what may have gone out is not changed', () => {
    expect(MESSAGE_STATES.filter((state) => isEditable({ state }))).toEqual(['queued', 'held', 'blocked', 'failed']);
  });

  it('SN4 what is queued behind a provider that rests says so, unless it is due later by itself', () => {
    const rest = { until: '2026-03-02T12:05:00.000Z', sentence: 'Twilio asks to wait.' };
    const channels = [{ channel: 'sms', rest } as const, { channel: 'email', rest: null } as const];
    const message = { channel: 'sms', state: 'queued', dueAt: '2026-03-02T12:00:00.000Z' } as const;
    const now = Date.parse('2026-03-02T12:01:00.000Z');
    expect(restOf(message, channels, now)).toBe(rest);
    expect(restOf({ ...message, dueAt: rest.until }, channels, now)).toBe(rest);
    expect(restOf({ ...message, dueAt: '2026-03-02T12:06:00.000Z' }, channels, now)).toBeNull();
    expect(restOf({ ...message, state: 'held' }, channels, now)).toBeNull();
    expect(restOf({ ...message, channel: 'email' }, channels, now)).toBeNull();
    expect(restOf(message, channels, Date.parse(rest.until))).toBeNull();
  });

  it('every decision has words', () => {
    expect(
      MESSAGE_STATES.flatMap((state) => decisionsFor(state)).filter(
        (decision) => DECISION_WORDS[decision] === undefined,
      ),
    ).toEqual([]);
  });
});

describe('the settings of a channel', () => {
  const settings = ChannelSettingsSchema.parse({ account: { accountSid: 'AC1', from: ' ' } });
  const slot = (name: string, isSecret: boolean, isRequired: boolean, isSet: boolean | null) => ({
    ...{ name, label: name, hint: '', isSecret, isRequired, isSwitch: false, accountAt: null, isSet },
  });

  it('say what is missing before it can be live', () => {
    const credentials = [
      slot('accountSid', false, true, null),
      slot('authToken', true, true, false),
      slot('from', false, true, null),
      slot('baseUrl', false, false, null),
    ];
    expect(missingFor({ credentials }, settings)).toEqual(['authToken', 'from']);
  });

  it('keep what was typed of the channel itself when the account of another is taken over', () => {
    const credentials = [
      { ...slot('accountSid', false, true, null), accountAt: 'Twilio' as const },
      slot('from', false, true, null),
    ];
    const saved = { channel: 'voice', credentials, settings } as ChannelState;
    const draft = () => useChannelDrafts.getState().voice?.account;
    dropAccountChanges(saved);
    expect(draft()).toBeUndefined();
    changeChannel('voice', { account: { accountSid: 'AC9', from: '+442079460001' } });
    dropAccountChanges(saved);
    expect(draft()).toEqual({ accountSid: 'AC1', from: '+442079460001' });
    discardChannel('voice');
  });

  it('are changed only where something differs', () => {
    expect(withChanges(settings, {}).isChanged).toBe(false);
    expect(withChanges(settings, { mode: 'test' }).isChanged).toBe(false);
    expect(withChanges(settings, { dailyCap: null })).toMatchObject({ isChanged: true, draft: { dailyCap: null } });
  });
});
