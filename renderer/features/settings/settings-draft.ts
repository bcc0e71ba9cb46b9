import { create } from 'zustand';
import type { Settings } from '#shared/contract/settings.ts';

/** What was typed and not yet saved; it survives going to another page and coming back. */
export const useSettingsDraft = create<{ changes: Partial<Settings> }>(() => ({ changes: {} }));

export function changeSettings(change: Partial<Settings>): void {
  useSettingsDraft.setState(({ changes }) => ({ changes: { ...changes, ...change } }));
}

export function discardSettings(): void {
  useSettingsDraft.setState({ changes: {} });
}

/** The settings as they would be saved, and whether that differs from what is saved. */
export function withChanges(saved: Settings, changes: Partial<Settings>): { draft: Settings; isChanged: boolean } {
  const draft = { ...saved, ...changes };
  return { draft, isChanged: JSON.stringify(draft) !== JSON.stringify(saved) };
}
