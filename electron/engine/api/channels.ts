import { type ChannelSettings, type ChannelState, hasSameAccount } from '#shared/contract/channel.ts';
import { MESSAGE_CHANNELS, type MessageChannel, MessageChannelSchema } from '#shared/contract/message.ts';
import { AppError, type ErrorDetail } from '#shared/errors.ts';
import { CHANNEL_PROVIDERS } from '../channels/providers.ts';
import { dayBounds } from '../outbox/day-bounds.ts';
import { readChannelAddress } from './channel-address.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

/** Secrets of channels go in here; nothing in this folder reads one out again. */
export function channelHandlers(services: ApiServices) {
  const { store, channels, hub } = services;

  const changed = (channel: MessageChannel) => hub.publish({ type: 'channel', channel });
  const known = (name: string) => found(MessageChannelSchema.safeParse(name).data ?? null, 'channel');
  const secretOf = ({ channel, name }: { channel: string; name: string }) => {
    const of = known(channel);
    found(CHANNEL_PROVIDERS[of].slots.find((slot) => slot.isSecret && slot.name === name) ?? null, 'channel-secret');
    return of;
  };

  return {
    listChannels: () => Promise.all(MESSAGE_CHANNELS.map((channel) => channelState(services, channel))),

    async putChannel({ params, body }) {
      const channel = known(params.channel);
      refuseUnknown(channel, body);
      if (body.mode === 'live') await refuseUntried(services, channel, body);
      await store.channels.put(channel, body);
      changed(channel);
      return channelState(services, channel);
    },

    async putChannelSecret({ params, body }) {
      const channel = secretOf(params);
      await channels.accounts.put(channel, params.name, body.value);
      changed(channel);
    },

    async deleteChannelSecret({ params }) {
      const channel = secretOf(params);
      await channels.accounts.delete(channel, params.name);
      changed(channel);
    },

    async useChannelAccount({ params, body }) {
      const channel = known(params.channel);
      if (!(await channels.accounts.takeOver(channel, body.from))) {
        const message = 'That channel has no account that this one could use.';
        throw new AppError('INVALID_INPUT', undefined, [{ pointer: '/from', message }]);
      }
      changed(channel);
      return channelState(services, channel);
    },

    async testChannel({ params, body }) {
      const channel = known(params.channel);
      const { country } = await store.settings.get();
      const test = await channels.test(channel, readChannelAddress(channel, body.to, { country, pointer: '/to' }));
      changed(channel);
      return test;
    },

    async followChannelTest({ params }) {
      const channel = known(params.channel);
      const test = found(await channels.followTest(channel), 'channel-test');
      if (test.state !== 'waiting') changed(channel);
      return test;
    },
  } satisfies Partial<Handlers>;
}

function refuseUnknown(channel: MessageChannel, { account }: ChannelSettings): void {
  const names = CHANNEL_PROVIDERS[channel].slots.filter(({ isSecret }) => !isSecret).map(({ name }) => name);
  const details = Object.keys(account)
    .filter((name) => !names.includes(name))
    .map((name): ErrorDetail => ({ pointer: `/account/${name}`, message: 'This channel does not ask for this.' }));
  if (details.length > 0) throw new AppError('INVALID_INPUT', undefined, details);
}

/** What is live stays live. Another goes live with everything that it sends with, and once a test of that has passed. */
async function refuseUntried(services: ApiServices, channel: MessageChannel, next: ChannelSettings): Promise<void> {
  if (!(await isComplete(services, channel, next))) throw new AppError('CHANNEL_NOT_READY');
  const { settings, lastTest } = await services.store.channels.get(channel);
  const isTested = lastTest?.state === 'passed' && hasSameAccount(settings, next);
  if (settings.mode !== 'live' && !isTested) throw new AppError('CHANNEL_NOT_TESTED');
}

async function isComplete(
  { channels }: ApiServices,
  channel: MessageChannel,
  { account }: ChannelSettings,
): Promise<boolean> {
  for (const { name, isSecret, isRequired } of CHANNEL_PROVIDERS[channel].slots) {
    if (!isRequired) continue;
    const isThere = isSecret ? await channels.accounts.isSet(channel, name) : (account[name]?.trim() ?? '') !== '';
    if (!isThere) return false;
  }
  return true;
}

async function channelState(services: ApiServices, channel: MessageChannel): Promise<ChannelState> {
  const { store, channels, clock } = services;
  const { name, sentence, needs, canStart, slots } = CHANNEL_PROVIDERS[channel];
  const { settings, lastTest } = await store.channels.get(channel);
  const { timeZone } = await store.settings.get();
  const rest = await channels.restOf(channel);
  const credentials = slots.map(async (slot) => ({
    ...slot,
    isSwitch: slot.isSwitch ?? false,
    accountAt: slot.accountAt ?? null,
    isSet: slot.isSecret ? await channels.accounts.isSet(channel, slot.name) : null,
  }));
  return {
    channel,
    name,
    sentence,
    needs,
    canStart,
    settings,
    credentials: await Promise.all(credentials),
    otherAccounts: await channels.accounts.others(channel),
    isReady: await isComplete(services, channel, settings),
    lastTest: lastTest && { state: lastTest.state, sentence: lastTest.sentence, at: instant(lastTest.at) },
    rest: rest && { until: instant(rest.until), sentence: rest.sentence },
    sentToday: await store.channels.sentSince(channel, dayBounds(clock.now(), timeZone).today),
  };
}
