import { twilioReason } from '#shared/text/twilio-errors.ts';

/** Why a message did not arrive, in one sentence; the code stands in it, since that is what Twilio's support asks for. */
export function explainTwilioError(code: string): string {
  if (!/^\d{5}$/.test(code)) return 'Twilio says that it did not arrive, and not why.';
  const reason = twilioReason(code);
  return `Twilio says that it did not arrive${reason === null ? '' : `: ${reason}`} (error ${code}).`;
}
