import { expect, test } from 'vitest';
import { type Settings, SettingsSchema } from '#shared/contract/settings.ts';
import { temporaryStore } from './temporary-store.ts';

const DEFAULTS = SettingsSchema.parse({});

test('settings start as the defaults and are kept', async () => {
  const opened = await temporaryStore();
  expect(await opened.store.settings.get()).toEqual(DEFAULTS);
  const settings: Settings = {
    ...DEFAULTS,
    businessName: 'Zoë’s 🎉',
    country: 'AU',
    ownEmails: ['me@example.com'],
    tunnel: { provider: 'own-address', url: 'https://hooks.example.com' },
  };
  await opened.store.settings.put(settings);
  expect(await (await opened.reopen()).settings.get()).toEqual(settings);
});

test('a setting that cannot be read has its default; the others stay', async () => {
  const opened = await temporaryStore();
  await opened.store.settings.put({ ...DEFAULTS, businessName: 'Kept' });
  const store = await opened.reopen((database) =>
    database.exec(`UPDATE settings SET settings = json_set(settings, '$.timeZone', 'Moon/Base')`),
  );
  expect(await store.settings.get()).toEqual({ ...DEFAULTS, businessName: 'Kept' });
});
