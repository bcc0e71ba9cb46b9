import type { ChannelProvider, SendResult } from './channel.ts';

/** One address and nothing else: no list, no display name, no group, no line break that would become a header or a second recipient. */
const ONE_ADDRESS = /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+$/;

export const EMAIL: ChannelProvider = {
  channel: 'email',
  name: 'E-mail',
  provider: 'The mail server',
  sentence: 'Needs an e-mail address. May write first.',
  needs: 'email',
  canStart: true,
  slots: [
    { name: 'host', label: 'SMTP server', hint: 'For example smtp.example.com.', isSecret: false, isRequired: true },
    { name: 'port', label: 'Port', hint: '587 (STARTTLS) or 465 (TLS).', isSecret: false, isRequired: true },
    {
      name: 'user',
      label: 'User name',
      hint: 'Empty where the server asks for none.',
      isSecret: false,
      isRequired: false,
    },
    { name: 'password', label: 'Password', hint: 'Often an app password.', isSecret: true, isRequired: false },
    {
      name: 'from',
      label: 'Sender address',
      hint: 'The address that people answer to.',
      isSecret: false,
      isRequired: true,
    },
    { name: 'fromName', label: 'Sender name', hint: 'As people see it.', isSecret: false, isRequired: false },
    {
      name: 'insecure',
      label: 'Without encryption',
      hint: 'Only for a server on this computer or in your own network: whoever is between could read along.',
      isSecret: false,
      isRequired: false,
      isSwitch: true,
    },
  ],
  async send(message, account, _ports, signal) {
    if (!ONE_ADDRESS.test(message.to)) return refused(`“${message.to}” is not one plain e-mail address.`);
    if (!ONE_ADDRESS.test(account.from ?? '')) return refused('The sender address is not one plain e-mail address.');
    // The mail library is read with the first message that needs it: most computers send none.
    const { sendBySmtp } = await import('./smtp.ts');
    return sendBySmtp(message, account, signal);
  },
};

const refused = (sentence: string): SendResult => ({ state: 'failed', again: false, notBefore: null, sentence });
