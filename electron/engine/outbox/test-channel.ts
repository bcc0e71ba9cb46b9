import type { MessageChannel } from '#shared/contract/message.ts';
import type { Account, ChannelPorts } from '../channels/channel.ts';
import { CHANNEL_PROVIDERS } from '../channels/providers.ts';
import type { ChannelStore } from '../store/port/channel-store.ts';

const LONGEST_MS = 30_000;

export interface TestChannelOptions {
  channels: Pick<ChannelStore, 'tested'>;
  accountOf: (channel: MessageChannel) => Promise<Account | null>;
  ports: ChannelPorts;
  newId: (prefix: string) => string;
}

/** “Send me a test”: one real message to the owner, whatever the mode, and what came of it in words. */
export async function testChannel(
  channel: MessageChannel,
  to: string,
  { channels, accountOf, ports, newId }: TestChannelOptions,
): Promise<{ ok: boolean; sentence: string }> {
  const test = await trySending();
  await channels.tested(channel, { at: ports.now(), ...test });
  return test;

  async function trySending() {
    const account = await accountOf(channel);
    if (account === null) return { ok: false, sentence: 'Something that this channel sends with is missing.' };
    const message = {
      key: newId('tst'),
      to,
      subject: 'A test from Fieldhook',
      text: 'This is a test from Fieldhook. The channel works.',
      language: 'en-GB',
      approved: null,
      reportTo: null,
    };
    const result = await CHANNEL_PROVIDERS[channel].send(message, account, ports, AbortSignal.timeout(LONGEST_MS));
    return { ok: result.state === 'sent', sentence: result.sentence };
  }
}
