import { describe, expect, it } from 'vitest';
import { readInbound } from '#engine/inbound/read-inbound.ts';
import { explainTwilioError } from '#engine/inbound/twilio-errors.ts';
import { wishOf } from '#engine/inbound/wish-of.ts';
import type { JsonValue } from '#shared/json/value.ts';

const JANE = '+441174960123';

describe('SN6 only the words of the lists, as the whole message, are a wish', () => {
  it.each([
    ...['STOP', 'stop', ' Stop\n', 'STOPALL', 'stop all', 'Unsubscribe', 'CANCEL', 'End', 'quit'].map((text) => [
      text,
      'stop',
    ]),
    ...[
      'Stop!',
      '“STOP”.',
      'S.T.O.P',
      'stop 🛑',
      'Revoke',
      'opt-out',
      'Arrêt',
      'ARRÊTER',
      'Stopp',
      'baja',
      'SAIR.',
    ].map((text) => [text, 'stop']),
    ...['START', 'start ', 'yes', 'UNSTOP', 'Yes!'].map((text) => [text, 'start']),
    ...[
      'Please stop calling',
      'STOP it',
      'yes please',
      'ended',
      '',
      'no',
      'SТOP',
      '🛑',
      'ja',
      'sí',
      'Start?',
      'yes 👍',
    ].map((text) => [text, undefined]),
  ])('%j → %s', (text, wants) => {
    expect(wishOf(text!)?.wants).toBe(wants);
  });
});

describe('SN3 a message to the owner’s Twilio number is from somebody', () => {
  const text = { MessageSid: 'SM1', SmsStatus: 'received', From: JANE, To: '+442079460000', Body: 'Hello' };

  it.each<[string, JsonValue, object[]]>([
    ['an SMS', text, [{ kind: 'wrote', channel: 'sms', from: JANE, wish: null }]],
    [
      'WhatsApp',
      { ...text, From: `whatsapp:${JANE}` },
      [{ kind: 'wrote', channel: 'whatsapp', from: JANE, wish: null }],
    ],
    [
      'a STOP',
      { ...text, Body: 'stop' },
      [{ kind: 'wrote', channel: 'sms', from: JANE, wish: { wants: 'stop', word: 'STOP' } }],
    ],
    [
      'a word of the owner’s own at Twilio',
      { ...text, Body: 'Arrêt', OptOutType: 'STOP' },
      [{ kind: 'wrote', channel: 'sms', from: JANE, wish: { wants: 'stop', word: 'ARRÊT' } }],
    ],
    [
      'a picture without words',
      { ...text, Body: '', NumMedia: '1' },
      [{ kind: 'wrote', channel: 'sms', from: JANE, wish: null }],
    ],
    ['a short code', { ...text, From: '60123' }, []],
    ['a name', { ...text, From: 'BANK' }, []],
    ['a call to the owner', { CallSid: 'CA1', Direction: 'inbound', CallStatus: 'ringing', From: JANE }, []],
    ['something else', { hello: 'world' }, []],
    ['a list', [text], []],
    ['nothing', null, []],
    ['other types', { MessageSid: 1, From: [JANE], Body: {} }, []],
  ])('%s', (_name, payload, events) => {
    expect(readInbound(payload, 'twilio')).toEqual(events);
    expect(readInbound(payload, 'data')).toBeNull();
  });
});

describe('SN4 a report of Twilio says what became of a message', () => {
  it.each([
    ['queued', 'sent', /has it/],
    ['sent', 'sent', /has it/],
    ['delivered', 'delivered', /arrived/],
    ['read', 'delivered', /read/],
    ['undelivered', 'undelivered', /not in use \(error 30005\)/],
    ['failed', 'undelivered', /did not arrive/],
    ['canceled', 'undelivered', /cancelled/],
  ])('%s → %s', (MessageStatus, state, sentence) => {
    const payload = {
      MessageSid: 'SM1',
      SmsStatus: MessageStatus,
      MessageStatus,
      From: '+442079460000',
      To: JANE,
      ErrorCode: '30005',
    };
    expect(readInbound(payload, 'twilio')).toEqual([
      { kind: 'report', providerId: 'SM1', state, sentence: expect.stringMatching(sentence) },
    ]);
  });

  it.each([
    ['completed', 'delivered'],
    ['busy', 'undelivered'],
    ['no-answer', 'undelivered'],
  ])('a call that is %s', (CallStatus, state) => {
    const call = { CallSid: 'CA1', CallStatus, Direction: 'outbound-api' };
    expect(readInbound(call, 'twilio')).toMatchObject([{ providerId: 'CA1', state }]);
  });

  it('a state that nobody knows is no report', () => {
    expect(readInbound({ MessageSid: 'SM1', MessageStatus: 'toString' }, 'twilio')).toEqual([]);
  });

  it.each([
    ['21610', /told Twilio STOP.*\(error 21610\)/],
    ['30003', /cannot be reached.*\(error 30003\)/],
    ['39999', /did not arrive \(error 39999\)/],
    ['', /not why/],
    ['<b>', /not why/],
  ])('the code %j is told in words', (code, words) => {
    expect(explainTwilioError(code)).toMatch(words);
  });
});

describe('SN3 a message to the owner’s page is from somebody', () => {
  const page = (...messaging: JsonValue[]): JsonValue => ({ object: 'page', entry: [{ id: '1', messaging }] });
  const sender = { id: '2000002' };
  const wrote = { kind: 'wrote', channel: 'messenger', from: '2000002', wish: null };

  it.each<[string, JsonValue, object[]]>([
    ['a message', page({ sender, message: { text: 'Hello' } }), [wrote]],
    ['a button', page({ sender, postback: { payload: 'GO' } }), [wrote]],
    ['the owner’s link', page({ sender, referral: { ref: 'f1u1' } }), [wrote]],
    ['a STOP', page({ sender, message: { text: 'Stop' } }), [{ ...wrote, wish: { wants: 'stop', word: 'STOP' } }]],
    ['what the page itself wrote', page({ sender, message: { text: 'Hi', is_echo: true } }), []],
    ['that something was read', page({ sender, read: { watermark: 1 } }), []],
    ['several', page({ sender, message: {} }, { sender: { id: '3' }, message: {} }), [wrote, { ...wrote, from: '3' }]],
    ['a lead', { object: 'page', entry: [{ changes: [] }] }, []],
    ['another product', { object: 'instagram', entry: [{ messaging: [{ sender, message: {} }] }] }, []],
    ['an id without end', page({ sender: { id: '1'.repeat(101) }, message: {} }), []],
    ['other types', { object: 'page', entry: { messaging: [] } }, []],
  ])('%s', (_name, payload, events) => {
    expect(readInbound(payload, 'messenger')).toEqual(events);
  });
});
