import { create } from 'zustand';
import type { ChannelSettings, ChannelState } from '#shared/contract/channel.ts';

/** What was typed and not yet saved, by channel; it survives going to another page and coming back. */
export const useChannelDrafts = create<Readonly<Record<string, Partial<ChannelSettings>>>>(() => ({}));

export function changeChannel(channel: string, change: Partial<ChannelSettings>): void {
  useChannelDrafts.setState((drafts) => ({ [channel]: { ...drafts[channel], ...change } }));
}

export function discardChannel(channel: string): void {
  useChannelDrafts.setState({ [channel]: {} });
}

/** After another channel's account was taken over: what was typed of one before goes, and what is the channel's own stays. */
export function dropAccountChanges({ channel, credentials, settings }: ChannelState): void {
  const typed = useChannelDrafts.getState()[channel]?.account;
  if (typed === undefined) return;
  const taken = new Set(credentials.filter(({ accountAt }) => accountAt !== null).map(({ name }) => name));
  const own = Object.entries(typed).filter(([name]) => !taken.has(name));
  changeChannel(channel, { account: { ...settings.account, ...Object.fromEntries(own) } });
}

/** The settings as they would be saved, and whether that differs from what is saved. */
export function withChanges(saved: ChannelSettings, changes: Partial<ChannelSettings>) {
  const draft = { ...saved, ...changes };
  return { draft, isChanged: JSON.stringify(draft) !== JSON.stringify(saved) };
}

/** What a channel still lacks before it can be live, by the words on its inputs. */
export function missingFor({ credentials }: Pick<ChannelState, 'credentials'>, draft: ChannelSettings): string[] {
  return credentials
    .filter(({ isRequired }) => isRequired)
    .filter(({ name, isSecret, isSet }) => (isSecret ? isSet !== true : (draft.account[name] ?? '').trim() === ''))
    .map(({ label }) => label);
}
