import type { MessageChannel } from '#shared/contract/message.ts';
import { storableText } from '#shared/text/storable-text.ts';

/** Longest text in characters: what the ways take at once (Twilio and WhatsApp 1,600, Messenger 2,000), and what a person will listen to or read. */
const LONGEST = {
  sms: 1600,
  whatsapp: 1600,
  voice: 3000,
  messenger: 2000,
  email: 100_000,
  desktop: 500,
} as const satisfies Record<MessageChannel, number>;

const LONGEST_SUBJECT = 200;

/** A text as it may leave: whole characters, no controls but line ends, and not longer than its way takes (K7). */
export function cleanText(text: string, channel: MessageChannel): string {
  return cut(withoutControls(text.replace(/\r\n?/g, '\n')).trim(), LONGEST[channel]);
}

/** One line: what comes after a line end in a header would be a header of its own. */
export function cleanSubject(subject: string): string {
  return cut(withoutControls(subject).replace(/\s+/g, ' ').trim(), LONGEST_SUBJECT);
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for.
  return storableText(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ');
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const shortened = text.slice(0, length - 1);
  return `${shortened.isWellFormed() ? shortened : shortened.slice(0, -1)}…`;
}
