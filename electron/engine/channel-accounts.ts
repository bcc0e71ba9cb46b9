import { type MessageChannel, MessageChannelSchema } from '#shared/contract/message.ts';
import type { Account } from './channels/channel.ts';
import { CHANNEL_PROVIDERS } from './channels/providers.ts';
import type { EngineLog } from './engine.ts';
import type { Secrets } from './secrets.ts';
import type { ChannelStore } from './store/port/channel-store.ts';

export interface ChannelAccountsOptions {
  secrets: Secrets;
  channels: Pick<ChannelStore, 'get'>;
  log: EngineLog;
}

/** What each channel sends with: its settings and its secrets, put together only when a message leaves. */
export class ChannelAccounts {
  readonly #options: ChannelAccountsOptions;

  constructor(options: ChannelAccountsOptions) {
    this.#options = options;
  }

  /** Null where something that the channel cannot do without is missing, or cannot be opened here. */
  async of(channel: MessageChannel): Promise<Account | null> {
    const { slots } = CHANNEL_PROVIDERS[channel];
    const { settings } = await this.#options.channels.get(channel);
    const account: Record<string, string> = {};
    for (const { name, isSecret, isRequired } of slots) {
      const value = isSecret ? await this.#open(channel, name) : (settings.account[name]?.trim() ?? '');
      if (isRequired && (value === null || value === '')) return null;
      if (value !== null) account[name] = value;
    }
    return account;
  }

  async isSet(channel: MessageChannel, name: string): Promise<boolean> {
    return (await this.#open(channel, name)) !== null;
  }

  /** Everything that is stored for any channel and can be opened here. */
  async secrets(): Promise<string[]> {
    const values: string[] = [];
    for (const channel of MessageChannelSchema.options) {
      for (const { name, isSecret } of CHANNEL_PROVIDERS[channel].slots) {
        const value = isSecret ? await this.#open(channel, name) : null;
        if (value !== null) values.push(value);
      }
    }
    return values;
  }

  async put(channel: MessageChannel, name: string, value: string): Promise<void> {
    await this.#options.secrets.put(nameOf(channel, name), value);
  }

  async delete(channel: MessageChannel, name: string): Promise<void> {
    await this.#options.secrets.delete(nameOf(channel, name));
  }

  async #open(channel: MessageChannel, name: string): Promise<string | null> {
    try {
      return await this.#options.secrets.get(nameOf(channel, name));
    } catch {
      // The fault itself is not logged: it might tell of what it could not read.
      this.#options.log('warn', 'secret-unreadable', { channel, secret: name });
      return null;
    }
  }
}

function nameOf(channel: MessageChannel, name: string): string {
  return `channel/${channel}/${name}`;
}
