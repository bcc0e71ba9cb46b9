/** The codes of Twilio's documentation (twilio.com/docs/api/errors) that an owner meets, in the owner's words. */
const REASONS: Readonly<Record<string, string>> = {
  '21211': 'this is not a phone number that can be reached',
  '21215': 'your Twilio account may not call this country; allow it in Twilio’s console, under Geo permissions',
  '21219': 'a trial account calls only numbers that you have verified at Twilio',
  '21408': 'your Twilio account may not write to this country; allow it in Twilio’s console, under Geo permissions',
  '21606': 'the sender in the channel’s settings is not a number of yours that can write',
  '21608': 'a trial account writes only to numbers that you have verified at Twilio',
  '21610': 'the person has told Twilio STOP, so nothing goes to this number until they write START',
  '21612': 'this sender cannot write to this number',
  '21614': 'this is not a mobile number',
  '21617': 'the text is longer than Twilio takes',
  '30001': 'too much was waiting at Twilio',
  '30002': 'the Twilio account is suspended',
  '30003': 'the phone cannot be reached: it is off, out of range, or does not take messages',
  '30004': 'the number or its network refuses messages',
  '30005': 'the number is not in use',
  '30006': 'it is a landline, or its network cannot be reached',
  '30007': 'the network took it for spam',
  '30008': 'the network does not say why',
  '30034': 'the sender is not registered for messages to the United States',
  '63003': 'there is no WhatsApp at this number',
  '63007': 'the sender in the channel’s settings is not a WhatsApp sender of yours',
  '63016': 'the person has not written within 24 hours, so WhatsApp takes only an approved template',
  '63024': 'there is no WhatsApp at this number',
};

/** In the middle of a sentence; null where the code has no words. */
export function twilioReason(code: string): string | null {
  return Object.hasOwn(REASONS, code) ? REASONS[code]! : null;
}
