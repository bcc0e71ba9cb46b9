/** The codes of Twilio's documentation (twilio.com/docs/api/errors) that an owner meets, in the owner's words. */
const REASONS: Readonly<Record<string, string>> = {
  '21610': 'the person has told Twilio STOP, so nothing goes to this number until they write START',
  '21612': 'this sender cannot write to this number',
  '21614': 'this is not a mobile number',
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
  '63016': 'the person has not written within 24 hours, so WhatsApp takes only an approved template',
  '63024': 'there is no WhatsApp at this number',
};

/** Why a message did not arrive, in one sentence; the code stands in it, since that is what Twilio's support asks for. */
export function explainTwilioError(code: string): string {
  if (!/^\d{5}$/.test(code)) return 'Twilio says that it did not arrive, and not why.';
  const reason = Object.hasOwn(REASONS, code) ? `: ${REASONS[code]}` : '';
  return `Twilio says that it did not arrive${reason} (error ${code}).`;
}
