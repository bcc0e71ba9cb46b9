import type { Database } from 'better-sqlite3';
import { type Settings, SettingsSchema } from '#shared/contract/settings.ts';
import type { SettingsStore } from './port/settings-store.ts';
import { readStored } from './stored-json.ts';

export function settingsStore(database: Database): SettingsStore {
  const get = database.prepare<[], string>('SELECT settings FROM settings WHERE id = 1').pluck();
  const put = database.prepare<[string]>('INSERT OR REPLACE INTO settings (id, settings) VALUES (1, ?)');
  const read = (): Settings => readStored(SettingsSchema, get.get() ?? '{}').value;
  // Read and written in one: what another window chooses meanwhile is not undone.
  const merge = database.transaction((change: Partial<Settings>): Settings => {
    const settings = { ...read(), ...change };
    put.run(JSON.stringify(settings));
    return settings;
  });
  return {
    get: async () => read(),
    put: async ({ contactColumns, ...others }) =>
      merge.immediate(contactColumns === undefined ? others : { ...others, contactColumns }),
    putContactColumns: async (contactColumns) => merge.immediate({ contactColumns }),
  };
}
