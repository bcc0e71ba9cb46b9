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
