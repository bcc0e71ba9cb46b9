import type { PutSettings, Settings } from '#shared/contract/settings.ts';

export interface SettingsStore {
  get(): Promise<Settings>;
  /** Replaces the settings and answers them; columns that are left out stay. */
  put(settings: PutSettings): Promise<Settings>;
  /** Changes the columns alone and answers all settings. */
  putContactColumns(columns: Settings['contactColumns']): Promise<Settings>;
}
