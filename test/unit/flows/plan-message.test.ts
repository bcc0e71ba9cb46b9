import { describe, expect, it } from 'vitest';
import { planMessage } from '#engine/flows/plan-message.ts';
import { PRIVATE_MASK } from '#shared/contract/field.ts';
import { SendStepSchema } from '#shared/contract/flow.ts';
import type { ChannelFacts } from '#shared/contract/flow-work.ts';
import { person } from './people.ts';
import { AT, FIELDS, silent, world } from './world.ts';

const step = (channel: string, change: object = {}) =>
  SendStepSchema.parse({
    id: 's111',
    kind: 'send',
    channel,
    subject: 'Your visit',
    text: 'Hi {{ contact.first_name }}',
    ...change,
  });

const NOBODY = { userNs: 'f1u', crmContactId: null, phone: null, email: null };
const approved = { name: 'HX1', variables: { 1: '{{ contact.first_name }}' } };

/** Whose last message, on any channel, came so many hours ago. */
const wrote = (hours: number): ChannelFacts => ({
  ...silent,
  lastInbound: () => AT - hours * 3_600_000,
  pageScopedId: () => 'psid-1',
});

describe('SN3 a message has the address that its channel needs', () => {
  it.each([
    ['sms', '+441174960123'],
    ['voice', '+441174960123'],
    ['email', 'ann@example.com'],
    ['desktop', null],
    ['contact', '+441174960123'],
  ])('%s goes to %s', (channel, to) => {
    expect(planMessage(step(channel), world())).toMatchObject({
      state: 'queued',
      reason: null,
      to,
      text: 'Hi Ann',
      mode: 'test',
    });
  });

  it.each([
    ['sms', 'no-address', 'Ann Lee has no phone number.'],
    ['voice', 'no-address', 'Ann Lee has no phone number.'],
    ['whatsapp', 'no-address', 'Ann Lee has no phone number.'],
    ['email', 'no-address', 'Ann Lee has no e-mail address.'],
    ['messenger', 'cannot-start', 'Messenger cannot begin a conversation: Ann Lee has not written to you there.'],
  ])('without one, %s is kept back: %s', (channel, reason, sentence) => {
    const contact = person({ identifiers: NOBODY });
    expect(planMessage(step(channel), world({ contact }))).toMatchObject({
      state: 'blocked',
      to: null,
      reason,
      sentence,
    });
  });

  it.each([
    'a@x.example, b@y.example',
    'a@x.example\r\nBcc: b@y.example',
    'g: a@x.example;',
    '"a b"@x.example',
    'a@[127.0.0.1]',
  ])('K5 %j is no address', (email) => {
    const contact = person({ identifiers: { ...NOBODY, email } });
    expect(planMessage(step('email'), world({ contact }))).toMatchObject({ state: 'blocked', reason: 'bad-address' });
  });

  it.each(['+19005551234', '+449098790000', '+33899123456'])(
    'K6 to %s, a premium-rate number, nothing goes',
    (phone) => {
      const contact = person({ identifiers: { ...NOBODY, phone } });
      for (const channel of ['sms', 'voice', 'whatsapp']) {
        expect(planMessage(step(channel, { approved }), world({ contact }))).toMatchObject({
          state: 'blocked',
          reason: 'bad-address',
          sentence: expect.stringMatching(/premium-rate/),
        });
      }
    },
  );

  it.each(['+447911123456;ext=1', '4'.repeat(40), '٠١١٧٤٩٦٠١٢٣', '+0123456789', '+44 7911 123456'])(
    'K6 %j is no number that is called',
    (phone) => {
      const contact = person({ identifiers: { ...NOBODY, phone } });
      expect(planMessage(step('voice'), world({ contact }))).toMatchObject({ state: 'blocked', reason: 'bad-address' });
    },
  );

  it('Messenger and WhatsApp answer who has written', () => {
    expect(planMessage(step('messenger'), world({ channels: wrote(1) }))).toMatchObject({
      state: 'queued',
      to: 'psid-1',
    });
    expect(planMessage(step('whatsapp', { approved }), world({ channels: wrote(23) }))).toMatchObject({
      state: 'queued',
      approved: null,
    });
  });

  it('SN3 Messenger answers for 24 hours only', () => {
    expect(planMessage(step('messenger'), world({ channels: wrote(24) }))).toMatchObject({
      ...{ state: 'blocked', reason: 'cannot-start' },
      sentence: expect.stringMatching(/^Ann Lee has not written to you on Messenger within 24 hours/),
    });
  });

  it.each([[null], [24], [100]])('SN3 WhatsApp outside of 24 hours (%s) takes an approved template only', (hours) => {
    const channels = hours === null ? silent : wrote(hours);
    expect(planMessage(step('whatsapp'), world({ channels }))).toMatchObject({
      state: 'blocked',
      reason: 'cannot-start',
    });
    expect(planMessage(step('whatsapp', { approved }), world({ channels }))).toMatchObject({
      state: 'queued',
      approved: { name: 'HX1', variables: { 1: 'Ann' } },
    });
  });
});

describe('SN7 a hole in the text keeps it back, marked', () => {
  const contact = person({ profile: { firstName: null, lastName: null, name: 'Ann Lee' } });

  it.each([
    [
      'the text',
      step('sms'),
      'missing-value',
      /^This contact has no first name, and the text gives no default for it\.$/,
    ],
    [
      'the subject',
      step('email', { text: 'x', subject: '{{ field.note }}' }),
      'missing-value',
      /^In the subject: The field “Note” is empty for this contact, /,
    ],
    [
      'a variable',
      step('whatsapp', { text: 'x', approved }),
      'missing-value',
      /^In variable 1: This contact has no first name, /,
    ],
    ['a fault', step('sms', { text: '{{ contact.name | shout }}' }), 'bad-template', /no filter “shout”/],
    ['nothing', step('sms', { text: '{% comment %}x{% endcomment %}' }), 'bad-template', /^The text is empty\.$/],
  ])('%s', (_, send, reason, sentence) => {
    const planned = planMessage(send, world({ contact }));
    expect(planned).toMatchObject({ state: 'blocked', reason, sentence: expect.stringMatching(sentence) });
  });

  it.each([
    [
      '{{ contact.first_name }} – yes, {{ contact.first_name | upcase }}!',
      '[first name is missing] – yes, [first name is missing]!',
    ],
    ['On {{ field.note }}', 'On [Note is missing]'],
    ['{{ contact.frist_name }}!', '[contact.frist_name is missing]!'],
    ['Code {{ payload.order.code }}', 'Code [order.code of the request is missing]'],
    ['Code {{ payload.list[3] }}', 'Code [list.3 of the request is missing]'],
    ['{{ contact.first_name }} {{ field.note }}, {{ payload.name }}', '[first name is missing] [Note is missing], Ann'],
    ['At {{ field.start | date: "%H:%M" }}', 'At [Booking start is missing]'],
    ['{{ payload.nothing.code }}', '[nothing of the request is missing]'],
    ['{% assign who = contact.first_name %}Hi {{ who }}', 'Hi [first name is missing]'],
    ['Hi {{ contact.name | remove: "Ann Lee" }}!', 'Hi [blank value]!'],
    [
      '{{ contact.first_name | default: "you" }}{% if field.note %} {{ field.note }}{% endif %} {{ payload.code }}',
      'you [code of the request is missing]',
    ],
    ['{% for one in payload.lines %}{{ one }}{% endfor %}{{ payload.code }}', '[code of the request is missing]'],
    [
      '{{ payload.list[3] }}, {{ payload.list[4] }}',
      '[list.3 of the request is missing], [list.4 of the request is missing]',
    ],
    ['{{ payload.order | json }} {{ payload.code }}', '{} [code of the request is missing]'],
    // It leads into what is no object.
    ['{{ payload.name.first }}', '{{ payload.name.first }}'],
  ])('values that are missing are marked in the text that is shown, by name, and nothing leaves: %s', (text, shown) => {
    const planned = planMessage(
      step('sms', { text }),
      world({ contact, payload: { name: 'Ann', list: [], order: {} } }),
    );
    expect(planned).toMatchObject({ state: 'blocked', reason: 'missing-value', text: shown });
  });

  it('also in a subject, beside a text that is whole', () => {
    const planned = planMessage(
      step('email', { subject: 'For {{ contact.first_name }}', text: 'Dear {{ contact.name }}' }),
      world({ contact }),
    );
    expect(planned).toMatchObject({
      ...{ state: 'blocked', reason: 'missing-value' },
      ...{ subject: 'For [first name is missing]', text: 'Dear Ann Lee' },
    });
  });

  it('and is not taken for a value by a filter that another text has', () => {
    const text = '{{ contact.first_name | upcase }} {{ contact.name | upcase | append: field.note }}';
    expect(planMessage(step('sms', { text }), world({ contact }))).toMatchObject({
      text: '[first name is missing] [Note is missing]',
    });
  });
});

describe('K7 what leaves is clean and not too long', () => {
  it.each([
    ['a subject is one line', 'email', { subject: 'a\r\nBcc: b@x.example' }, { subject: 'a Bcc: b@x.example' }],
    ['controls are left out', 'sms', { text: 'a\u0000b\u0007c\u001b[31m' }, { text: 'ab c [31m' }],
    ['line ends are line ends', 'sms', { text: 'a\r\nb\rc\n' }, { text: 'a\nb\nc' }],
    ['half a character is none', 'sms', { text: 'a\ud83d' }, { text: 'a\ufffd' }],
    ['only an e-mail has a subject', 'sms', { subject: 'x', text: 'a' }, { subject: '', text: 'a' }],
  ])('%s', (_, channel, change, expected) => {
    expect(planMessage(step(channel, change), world())).toMatchObject(expected);
  });

  it('a long text is cut where the way ends, and never through a character', () => {
    const planned = planMessage(step('sms', { text: `x${'🎉'.repeat(4000)}` }), world());
    expect(planned.text.length).toBeLessThanOrEqual(1600);
    expect(planned.text.isWellFormed()).toBe(true);
    expect(planned.text.endsWith('…')).toBe(true);
  });
});

it('a day has the language of its step', () => {
  const contact = person({ fields: { day: '2026-03-02' } });
  const send = step('voice', { text: '{{ field.day | date: "%A" }}', language: 'fr-FR' });
  expect(planMessage(send, world({ contact }))).toMatchObject({ text: 'lundi', language: 'fr-FR' });
});

describe('LG3 a notification on the owner’s screen', () => {
  const contact = person({ fields: { day: '2026-03-02', note: 'asthma' } });
  const fields = FIELDS.map((field) => ({ ...field, isPrivate: field.key === 'day' || field.key === 'seats' }));
  const text = '{{ field.day | default: "none" }} {{ field.note }} {{ field.seats | default: "none" }}';

  it('masks private values, and no others; a message to the contact says them', () => {
    expect(planMessage(step('desktop', { text }), world({ contact, fields }))).toMatchObject({
      text: `${PRIVATE_MASK} asthma none`,
    });
    expect(planMessage(step('sms', { text }), world({ contact, fields }))).toMatchObject({
      text: '2 March 2026 asthma none',
    });
  });
});

it('SN6 who asked for no messages there gets none, and the receipt says so', () => {
  const channels = {
    ...silent,
    isOptedOut: (channel: string, to: string) => `${channel} ${to}` === 'sms +441174960123',
  };
  const blocked = { state: 'blocked', reason: 'opted-out', sentence: 'Ann Lee has asked not to get messages here.' };
  expect(planMessage(step('sms'), world({ channels }))).toMatchObject(blocked);
  expect(planMessage(step('voice'), world({ channels }))).toMatchObject({ state: 'queued' });
});
