import type { MessageChannel } from '#shared/contract/message.ts';

const AT_TWILIO =
  'where the network never says so, that it has left Twilio must do, and only your phone tells whether it is there.';

/** What it says of a channel that a test has passed: whether it arrived, or was only taken. */
export const PASSED_WORDS: Record<MessageChannel, string> = {
  sms: `A test has passed once Twilio says that it arrived; ${AT_TWILIO}`,
  whatsapp: `A test has passed once Twilio says that it arrived; ${AT_TWILIO}`,
  voice: 'A test has passed once Twilio says that the call was taken.',
  email:
    'A test has passed once your mail server has taken it. Whether it arrived, or lies among the spam, nobody tells Fieldhook: look into your mailbox. It is the same with every later e-mail: “Sent” says that the server has taken it.',
  messenger:
    'A test has passed once Meta has taken it. Whether it arrived, Fieldhook does not hear: look into Messenger. It is the same with every later message.',
  desktop: 'A test has passed once this computer was told to show it. Look whether it appears.',
};
