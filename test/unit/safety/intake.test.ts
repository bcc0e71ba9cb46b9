import { describe, expect, it } from 'vitest';
import { decideIntake, type Load } from '#engine/safety/decide-intake.ts';
import { IntakeGate } from '#engine/safety/intake-gate.ts';
import type { Store } from '#engine/store/store.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const SOUND: Load = {
  isInPlace: true,
  isPaused: false,
  space: { freeBytes: 10, reserveBytes: 10 },
  pending: 50_000,
  commitsMs: [],
};
const slow = (share: number) => Array.from({ length: 200 }, (_, index) => (index < share ? 1001 : 2));

describe('whether requests are taken', () => {
  it.each<[string, Partial<Load>, string | null]>([
    ['all is just well', {}, null],
    ['the system does not say how much room there is', { space: null }, null],
    ['a byte too little room', { space: { freeBytes: 9, reserveBytes: 10 } }, 'disk-nearly-full'],
    ['one too many waiting', { pending: 50_001 }, 'too-many-waiting'],
    ['3 of 200 commits over a second', { commitsMs: slow(3) }, 'slow-disk'],
    ['2 of 200 commits over a second', { commitsMs: slow(2) }, null],
    ['2 of 20 commits over a second', { commitsMs: [...slow(2)].slice(0, 20) }, null],
    ['3 of 20 commits over a second', { commitsMs: [...slow(3)].slice(0, 20) }, 'slow-disk'],
    ['few commits, all slow', { commitsMs: Array(19).fill(5000) }, null],
    ['enough commits, all slow', { commitsMs: Array(20).fill(5000) }, 'slow-disk'],
    ['a pause by the owner', { isPaused: true }, 'paused'],
    ['a pause on a disk that is full', { isPaused: true, space: { freeBytes: 0, reserveBytes: 10 } }, 'paused'],
    ['the file gone, while paused', { isInPlace: false, isPaused: true }, 'database-moved'],
    ['the file gone', { isInPlace: false }, 'database-moved'],
    [
      'everything at once',
      { isInPlace: false, pending: 90_000, space: { freeBytes: 0, reserveBytes: 10 } },
      'database-moved',
    ],
  ])('%s', (_, change, reason) => {
    const intake = decideIntake({ ...SOUND, ...change }, 'en-GB');
    expect(intake).toMatchObject({ reason, state: reason === null ? 'open' : 'holding' });
    expect(intake.sentence === '').toBe(reason === null);
  });
});

describe('the gate', () => {
  /** A gate over a machine that the test sets; commits take `commitMs` of its clock. */
  function gateOver() {
    const clock = new ManualClock();
    const machine = { commitMs: 0, fault: null as Error | null, freeBytes: 100, pending: 0, country: 'GB' };
    const changes: (string | null)[] = [];
    const acceptBatch = async () => {
      clock.advance(machine.commitMs);
      if (machine.fault) throw machine.fault;
      return [];
    };
    const store = {
      care: {
        isInPlace: async () => true,
        freeSpace: async () => ({ freeBytes: machine.freeBytes, reserveBytes: 50 }),
      },
      deliveries: {
        acceptBatch,
        pendingCount: () =>
          Number.isNaN(machine.pending) ? Promise.reject(new Error('closed')) : Promise.resolve(machine.pending),
      } as unknown as Store['deliveries'],
      settings: { get: async () => SettingsSchema.parse({ country: machine.country }) },
    };
    const gate = new IntakeGate(clock, store as unknown as Store, ({ reason }) => changes.push(reason));
    return { clock, machine, changes, gate };
  }

  it('closes and opens by itself, and tells of each change once', async () => {
    const { machine, changes, gate } = gateOver();
    await gate.look();
    machine.freeBytes = 49;
    await gate.look();
    await gate.look();
    machine.freeBytes = 100;
    await gate.look();
    expect(changes).toEqual(['disk-nearly-full', null]);
  });

  it('says numbers as the country of the business writes them', async () => {
    const { machine, gate } = gateOver();
    machine.country = 'DE';
    machine.pending = 50_001;
    await gate.look();
    expect(gate.intake.sentence).toContain('50.001 requests');
  });

  it('closes for slow commits and opens when they are a minute old', async () => {
    const { clock, machine, gate } = gateOver();
    machine.commitMs = 1500;
    for (let commit = 0; commit < 25; commit += 1) await gate.acceptBatch([]);
    await gate.look();
    expect(gate.intake.reason).toBe('slow-disk');
    clock.advance(60_000);
    await gate.look();
    expect(gate.intake.reason).toBeNull();
  });

  it('looks at once when a commit failed, and passes the fault on', async () => {
    const { machine, gate } = gateOver();
    machine.fault = new Error('disk full');
    machine.freeBytes = 0;
    await expect(gate.acceptBatch([])).rejects.toThrow('disk full');
    await Promise.resolve();
    expect(gate.intake.reason).toBe('disk-nearly-full');
  });

  it('does not close where the store cannot say how many wait', async () => {
    const { machine, gate } = gateOver();
    machine.pending = 60_000;
    await gate.look();
    expect(gate.intake.reason).toBe('too-many-waiting');
    machine.pending = Number.NaN;
    await gate.look();
    expect(gate.intake.reason).toBeNull();
  });
});
