import type { SendStep } from '#shared/contract/flow.ts';
import type { NewMessage, OwnWords } from '#shared/contract/flow-work.ts';
import type { MessageChannel, MessageReason } from '#shared/contract/message.ts';
import { assertNever } from '#shared/errors.ts';
import { normaliseEmail } from '../identify/normalise-email.ts';
import { isPremiumRate } from '../identify/premium-rate.ts';
import { cleanSubject, cleanText } from './clean-text.ts';
import { fill, type Rendered, type World, withoutPrivate } from './world.ts';

type Blocked = { reason: MessageReason; sentence: string };
type Approved = NewMessage['approved'];

/** How long after their last message a contact on WhatsApp or Messenger may be answered freely. */
const OPEN_MS = 24 * 3_600_000;

/**
 * The message of a step with its final text (SN7), or why it is kept back: nobody to send it to, a channel that cannot begin a conversation
 * (SN3), a hole in the text. What is kept back for a hole has its text with that marked, for the owner to complete; one that cannot be filled in at all has it as it stands in
 * the flow.
 *
 * @param written The owner's own words in the place of the flow's: they are no template.
 */
export function planMessage(step: SendStep, world: World, written: OwnWords | null = null): NewMessage {
  const channel: MessageChannel = step.channel === 'contact' ? world.contact.channel : step.channel;
  const { text, subject } = written === null ? wordsOf(step, channel, world) : asWritten(written);
  const address = addressFor(channel, world);
  const approved = channel === 'whatsapp' && !isOpen(channel, world) ? fillApproved(step, world) : NOT_NEEDED;
  const planned = {
    step: step.id,
    channel,
    mode: world.channels.mode(channel),
    to: address.to,
    subject: subject.ok ? subject.text : shownOf(subject, cleanSubject, step.subject),
    text: text.ok ? text.text : shownOf(text, (shown) => cleanText(shown, channel), step.text),
    language: step.language,
    approved: approved.value,
  };
  const blocked =
    address.blocked ??
    optedOut(channel, address.to, world) ??
    cannotStart(step, channel, world) ??
    holeIn(text) ??
    holeIn(subject, 'the subject') ??
    approved.blocked ??
    (planned.text === '' ? { reason: 'bad-template' as const, sentence: 'The text is empty.' } : null);
  if (blocked === null) return { ...planned, state: 'queued', reason: null, sentence: '' };
  return { ...planned, state: 'blocked', ...blocked };
}

function shownOf({ shown }: Extract<Rendered, { ok: false }>, clean: (text: string) => string, raw: string): string {
  return shown === undefined ? raw : clean(shown);
}

interface Words {
  text: Rendered;
  subject: Rendered;
}

function wordsOf(step: SendStep, channel: MessageChannel, world: World): Words {
  const text = fill(step.text, channel === 'desktop' ? withoutPrivate(world) : world, 'text', step.language);
  const subject = channel === 'email' ? fill(step.subject, world, 'text', step.language) : EMPTY;
  return {
    text: text.ok ? { ok: true, text: cleanText(text.text, channel) } : text,
    subject: subject.ok ? { ok: true, text: cleanSubject(subject.text) } : subject,
  };
}

function asWritten({ text, subject }: OwnWords): Words {
  return { text: { ok: true, text }, subject: { ok: true, text: subject } };
}

const EMPTY: Rendered = { ok: true, text: '' };
const NOT_NEEDED = { value: null, blocked: null };

interface Address {
  to: string | null;
  blocked: Blocked | null;
}

function addressFor(channel: MessageChannel, { contact, channels }: World): Address {
  const { phone, email } = contact.identifiers;
  switch (channel) {
    case 'sms':
    case 'voice':
    case 'whatsapp':
      if (phone === null) return { to: null, blocked: noAddress(`${contact.label} has no phone number.`) };
      if (!/^\+[1-9]\d{6,14}$/.test(phone)) return badAddress(phone);
      return isPremiumRate(phone) ? premiumRate(phone) : { to: phone, blocked: null };
    case 'email': {
      if (email === null) return { to: null, blocked: noAddress(`${contact.label} has no e-mail address.`) };
      return normaliseEmail(email).ok ? { to: email, blocked: null } : badAddress(email);
    }
    case 'messenger':
      // Without a message from them there is no id to write to either: `cannot-start` says more.
      return { to: channels.pageScopedId(), blocked: null };
    case 'desktop':
      return { to: null, blocked: null };
    default:
      return assertNever(channel);
  }
}

function noAddress(sentence: string): Blocked {
  return { reason: 'no-address', sentence };
}

function badAddress(to: string): Address {
  return { to, blocked: { reason: 'bad-address', sentence: `“${to}” is not an address that can be written to.` } };
}

/** Whoever fills in a form could earn by it. */
function premiumRate(to: string): Address {
  const sentence = `“${to}” is a premium-rate number: nothing is sent to one, since whoever owns it earns by it.`;
  return { to, blocked: { reason: 'bad-address', sentence } };
}

/** STOP (SN6); asked again when the message leaves, which may be later. */
function optedOut(channel: MessageChannel, to: string | null, { contact, channels }: World): Blocked | null {
  if (to === null || !channels.isOptedOut(channel, to)) return null;
  return { reason: 'opted-out', sentence: `${contact.label} has asked not to get messages here.` };
}

function isOpen(channel: MessageChannel, { channels, at }: World): boolean {
  const last = channels.lastInbound(channel);
  return last !== null && at - last < OPEN_MS;
}

function cannotStart({ approved }: SendStep, channel: MessageChannel, world: World): Blocked | null {
  const { label } = world.contact;
  if (
    channel === 'messenger' &&
    (world.channels.lastInbound(channel) === null || world.channels.pageScopedId() === null)
  ) {
    const sentence = `Messenger cannot begin a conversation: ${label} has not written to you there.`;
    return { reason: 'cannot-start', sentence };
  }
  if (channel === 'messenger' && !isOpen(channel, world)) {
    const sentence = `${label} has not written to you on Messenger within 24 hours, and may be answered there for that long only.`;
    return { reason: 'cannot-start', sentence };
  }
  if (channel === 'whatsapp' && approved === null && !isOpen(channel, world)) {
    const sentence = `${label} has not written on WhatsApp within 24 hours: only an approved template may be sent.`;
    return { reason: 'cannot-start', sentence };
  }
  return null;
}

function holeIn(rendered: Rendered, where: string | null = null): Blocked | null {
  if (rendered.ok) return null;
  const { reason, sentence } = rendered;
  return { reason, sentence: where === null ? sentence : `In ${where}: ${sentence}` };
}

function fillApproved({ approved, language }: SendStep, world: World): { value: Approved; blocked: Blocked | null } {
  if (approved === null) return NOT_NEEDED;
  const variables: Record<string, string> = {};
  for (const [name, template] of Object.entries(approved.variables)) {
    const rendered = fill(template, world, 'text', language);
    if (!rendered.ok) return { value: null, blocked: holeIn(rendered, `variable ${name}`) };
    variables[name] = cleanSubject(rendered.text);
  }
  return { value: { name: approved.name, variables }, blocked: null };
}
