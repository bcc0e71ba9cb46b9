import type { Settings } from '#shared/contract/settings.ts';

export interface SettingsStore {
  get(): Promise<Settings>;
  put(settings: Settings): Promise<void>;
}
