import { type MessageChannel, MessageChannelSchema } from '#shared/contract/message.ts';
import type { Account, CredentialSlot } from './channels/channel.ts';
import { CHANNEL_PROVIDERS } from './channels/providers.ts';
import type { EngineLog } from './engine.ts';
import type { Secrets } from './secrets.ts';
import type { ChannelStore } from './store/port/channel-store.ts';

export interface ChannelAccountsOptions {
  secrets: Secrets;
  channels: Pick<ChannelStore, 'get' | 'put' | 'forgetTest'>;
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
    return this.#read(channel, CHANNEL_PROVIDERS[channel].slots);
  }

  /** Channels whose account at the same provider this one could have, and has not. */
  async others(channel: MessageChannel): Promise<MessageChannel[]> {
    const slots = accountSlots(channel);
    const own = JSON.stringify(await this.#read(channel, slots));
    const found: MessageChannel[] = [];
    for (const other of MessageChannelSchema.options) {
      if (other === channel || slots.length === 0 || !isSameAccount(slots, accountSlots(other))) continue;
      const account = await this.#read(other, slots);
      if (account !== null && JSON.stringify(account) !== own) found.push(other);
    }
    return found;
  }

  /** Takes over what the other channel has of the account, secrets included; false where there is nothing to take. */
  async takeOver(channel: MessageChannel, from: MessageChannel): Promise<boolean> {
    if (!(await this.others(channel)).includes(from)) return false;
    const slots = accountSlots(channel);
    const taken = await this.#read(from, slots);
    if (taken === null) return false;
    const { settings } = await this.#options.channels.get(channel);
    const account = { ...settings.account };
    for (const { name, isSecret } of slots) {
      const value = taken[name] ?? '';
      if (!isSecret) account[name] = value;
      else if (value !== '') await this.put(channel, name, value);
    }
    await this.#options.channels.put(channel, { ...settings, account });
    return true;
  }

  async #read(channel: MessageChannel, slots: readonly CredentialSlot[]): Promise<Account | null> {
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
    await this.#options.channels.forgetTest(channel);
  }

  async delete(channel: MessageChannel, name: string): Promise<void> {
    await this.#options.secrets.delete(nameOf(channel, name));
    await this.#options.channels.forgetTest(channel);
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

function accountSlots(channel: MessageChannel): readonly CredentialSlot[] {
  return CHANNEL_PROVIDERS[channel].slots.filter(({ accountAt }) => accountAt !== undefined);
}

function isSameAccount([slot]: readonly CredentialSlot[], [other]: readonly CredentialSlot[]): boolean {
  return slot?.accountAt === other?.accountAt;
}

function nameOf(channel: MessageChannel, name: string): string {
  return `channel/${channel}/${name}`;
}
