import type { Database } from 'better-sqlite3';
import { SettingsSchema } from '#shared/contract/settings.ts';
import type { SettingsStore } from './port/settings-store.ts';
import { readStored } from './stored-json.ts';

export function settingsStore(database: Database): SettingsStore {
  const get = database.prepare<[], string>('SELECT settings FROM settings WHERE id = 1').pluck();
  const put = database.prepare<[string]>('INSERT OR REPLACE INTO settings (id, settings) VALUES (1, ?)');
  return {
    async get() {
      return readStored(SettingsSchema, get.get() ?? '{}').value;
    },
    async put(settings) {
      put.run(JSON.stringify(settings));
    },
  };
}
