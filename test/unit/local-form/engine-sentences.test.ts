import { describe, expect, it } from 'vitest';
import { waitUntil } from '#engine/flows/wait-until.ts';
import { askGuardRails } from '#engine/outbox/guard-rails.ts';
import { sayCounts } from '#engine/process/comparison-words.ts';
import { decideIntake } from '#engine/safety/decide-intake.ts';
import { flowChanges } from '#engine/transfer/flow-changes.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import { AT, world } from '../flows/world.ts';

/** What the engine says of the same facts, by the country of the settings. */
const SAYS = {
  wait: (country?: string) => {
    const settings = SettingsSchema.parse({ country, timeZone: 'UTC' });
    return waitUntil({ kind: 'time', time: '18:30' }, world({ at: AT, settings })).sentence;
  },
  night: (country = 'GB') =>
    askGuardRails({
      isPhone: true,
      country: 'GB',
      clock: 'GB',
      timeZones: ['UTC'],
      settings: {
        quietHours: { from: '21:00', to: '08:30' },
        ...{ dailyCap: null, spike: null, perAddress: null, dailyBudget: null, countries: [] },
      },
      ...{ isOptedOut: false, isReleased: false, sentToday: 0, sentLately: 0, sentThere: null, spending: null },
      locale: localeOf(country),
      tomorrow: 0,
      at: Date.UTC(2026, 2, 2, 23),
    }),
  disk: (country = 'GB') => {
    const space = { freeBytes: 1234 * 1024 * 1024, reserveBytes: 2000 * 1024 * 1024 };
    const load = { isInPlace: true, isPaused: false, space, pending: 0, commitsMs: [] };
    return decideIntake(load, localeOf(country)).sentence;
  },
  replays: (country = 'GB') =>
    sayCounts({ same: 1200, better: 0, different: 0, worse: 0, left: 0, replacing: 0 }, localeOf(country)),
  import: (country = 'GB') => {
    const steps = [{ kind: 'wait', id: 'wait1', wait: { kind: 'time', time: '18:30' } }];
    const after = FlowConfigSchema.parse({ steps });
    return flowChanges(null, after, { fields: new Map(), locale: localeOf(country) })[0]?.after;
  },
};

describe('sentences of the engine', () => {
  it.each([
    [undefined, '2 March 2026, 18:30', '21:00–08:30', '1,234 MB', '1,200 the same', '18:30'],
    ['GB', '2 March 2026, 18:30', '21:00–08:30', '1,234 MB', '1,200 the same', '18:30'],
    ['US', 'March 2, 2026, 6:30 PM', '9:00 PM–8:30 AM', '1,234 MB', '1,200 the same', '6:30 PM'],
    ['DE', '2 March 2026, 18:30', '21:00–08:30', '1.234 MB', '1.200 the same', '18:30'],
    ['JP', 'March 2, 2026, 18:30', '21:00–08:30', '1,234 MB', '1,200 the same', '18:30'],
  ])('of a business in %s', (country, moment, night, size, count, clock) => {
    expect(SAYS.wait(country)).toBe(`Waits until ${moment}.`);
    expect(SAYS.night(country)).toMatchObject({ sentence: expect.stringContaining(`(${night})`) });
    expect(SAYS.disk(country)).toContain(`${size} are left`);
    expect(SAYS.replays(country)).toBe(`${count}.`);
    expect(SAYS.import(country)).toBe(`Wait until ${clock}`);
  });
});
