import type { ChannelTest } from '#shared/contract/channel.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { assertNever } from '#shared/errors.ts';
import type { Account, ChannelPorts, Fate } from '../channels/channel.ts';
import { CHANNEL_PROVIDERS } from '../channels/providers.ts';
import type { ChannelStore } from '../store/port/channel-store.ts';

const LONGEST_MS = 30_000;
/** What has left a provider for so long, and of which nobody says more, is taken as having gone through: some networks never say that a message arrived. */
const SETTLED_MS = 60_000;

export interface TestChannelOptions {
  channels: Pick<ChannelStore, 'get' | 'tested' | 'testEnded'>;
  accountOf: (channel: MessageChannel) => Promise<Account | null>;
  ports: ChannelPorts;
  newId: (prefix: string) => string;
}

/** “Send me a test”: one real message to the owner, whatever the mode, and what came of it in words. */
export async function testChannel(
  channel: MessageChannel,
  to: string,
  { channels, accountOf, ports, newId }: TestChannelOptions,
): Promise<ChannelTest> {
  const { waitsFor, ...test } = await trySending();
  await channels.tested(channel, { at: ports.now(), ...test, waitsFor });
  return test;

  async function trySending(): Promise<ChannelTest & { waitsFor: string | null }> {
    const account = await accountOf(channel);
    if (account === null) return failed('Something that this channel sends with is missing.');
    const message = {
      key: newId('tst'),
      to,
      subject: 'A test from Fieldhook',
      text: 'This is a test from Fieldhook. The channel works.',
      language: 'en-GB',
      approved: null,
      reportTo: null,
    };
    const provider = CHANNEL_PROVIDERS[channel];
    const result = await provider.send(message, account, ports, AbortSignal.timeout(LONGEST_MS));
    if (result.state !== 'sent') return failed(result.sentence);
    const { sentence, providerId } = result;
    if (JSON.stringify(await accountOf(channel)) !== JSON.stringify(account)) {
      return failed('What it sends with was changed while the test was under way.');
    }
    if (provider.follow !== undefined && providerId !== null)
      return { state: 'waiting', sentence, waitsFor: providerId };
    const look = provider.needs === 'nothing' ? '' : ' Look whether it is there: nobody else can tell.';
    return { state: 'passed', sentence: `${sentence}${look}`, waitsFor: null };
  }
}

/** Asks whether a test that was taken has arrived; null where there is none. */
export async function followTest(
  channel: MessageChannel,
  { channels, accountOf, ports }: Omit<TestChannelOptions, 'newId'>,
): Promise<ChannelTest | null> {
  const { lastTest } = await channels.get(channel);
  if (lastTest === null) return null;
  const { waitsFor, at, ...test } = lastTest;
  const { follow } = CHANNEL_PROVIDERS[channel];
  const account = waitsFor === null ? null : await accountOf(channel);
  if (waitsFor === null || account === null || follow === undefined) return test;
  const known = outcomeOf(await follow(waitsFor, account, ports), ports.now() - at);
  if (known.state !== 'waiting') await channels.testEnded(channel, waitsFor, known);
  return known;
}

function outcomeOf({ state, sentence }: Fate, passed: number): ChannelTest {
  switch (state) {
    case 'arrived':
      return { state: 'passed', sentence };
    case 'lost':
      return { state: 'failed', sentence };
    case 'untold':
      return { state: 'passed', sentence: `It was taken. ${sentence} Look whether it is there.` };
    case 'sent':
      return passed < SETTLED_MS
        ? { state: 'waiting', sentence }
        : { state: 'passed', sentence: `${sentence} Nobody says whether it arrived: look whether it is there.` };
    case 'waiting':
      return { state, sentence };
    default:
      return assertNever(state);
  }
}

function failed(sentence: string): ChannelTest & { waitsFor: null } {
  return { state: 'failed', sentence, waitsFor: null };
}
