import type { Intake } from '#shared/contract/health.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import type { Store } from '../store/store.ts';
import { ClockGuard } from './clock-guard.ts';
import { IntakeGate } from './intake-gate.ts';
import { keepLimits } from './keep-limits.ts';
import { LogWatch } from './log-watch.ts';
import { noticeWords } from './notice-words.ts';
import { PutBackTime } from './put-back-time.ts';

const LOOK_MS = 5_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The first hourly round after a start: a computer that is never on for an hour deletes what is old, too. */
const FIRST_MS = 5 * 60_000;
/** A start soon after the last backup needs none of its own. */
const RECENT_MS = 15 * 60_000;
/** Copying and checking a large database keeps a core and the disk busy: the first screen goes first. */
const START_BACKUP_MS = 30_000;

export interface CaretakerOptions {
  store: Store;
  hub: EventHub;
  clock: Clock;
  log: EngineLog;
}

/** Looks after the stored data while the engine runs: the gate and the high-water file every 5 s, backups and retention by the hour. */
export class Caretaker {
  readonly gate: IntakeGate;
  readonly clockGuard: ClockGuard;
  readonly #log: LogWatch;
  readonly #options: CaretakerOptions;
  readonly #found: readonly string[];
  #backupFault: string | null = null;
  #stopped: boolean = false;
  #cancel: (() => void)[] = [];
  #backingUp: Promise<void> = Promise.resolve();

  constructor(options: CaretakerOptions) {
    const { store, clock, log } = options;
    this.#options = options;
    this.gate = new IntakeGate(clock, store, (intake) => this.#tellIntake(intake));
    this.clockGuard = new ClockGuard(clock, store.care, () => this.#tellClock());
    this.#log = new LogWatch(store.care, () => this.#tellLog());
    this.#found = store.care.notices.map(noticeWords);
    for (const notice of store.care.notices)
      log(notice.kind === 'restored' ? 'info' : 'warn', `store-${notice.kind}`, factsOf(notice));
  }

  notices(): string[] {
    return [...this.#found, this.#backupFault, this.#log.notice].filter((notice) => notice !== null);
  }

  /** Begins the rounds; the backup of this start is made a little later, in the background. */
  async start(): Promise<void> {
    const { clock, store } = this.#options;
    await this.clockGuard.start();
    const putBackTime = new PutBackTime(clock.now());
    this.#every(LOOK_MS, async () => {
      this.clockGuard.look();
      await store.care.sync();
      await this.#log.look();
      const finalUntil = putBackTime.finalUntil(clock.now());
      if (finalUntil !== null) await store.care.forgetDeleted(finalUntil);
      await this.gate.look();
    });
    const hourly = async () => {
      await this.#backUpIfOlder(DAY_MS, 'daily');
      await this.#deleteOld();
    };
    this.#every(HOUR_MS, hourly, FIRST_MS);
    this.#cancel.push(clock.after(START_BACKUP_MS, () => void this.#backUpIfOlder(RECENT_MS, 'start')));
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#cancel.splice(0)) cancel();
  }

  /** Rounds follow each other; one that fails is told of and does not end them. */
  #every(ms: number, round: () => Promise<void>, firstMs = ms): void {
    const { clock, log } = this.#options;
    const schedule = (delay: number) => {
      if (this.#stopped) return;
      const cancel = clock.after(delay, () => {
        this.#cancel = this.#cancel.filter((other) => other !== cancel);
        round()
          .catch((error: unknown) => {
            if (!this.#stopped) log('error', 'care-failed', { error: String(error) });
          })
          .finally(() => schedule(ms));
      });
      this.#cancel.push(cancel);
    };
    schedule(firstMs);
  }

  /** One after the other: the next finds what the one before has made. */
  #backUpIfOlder(age: number, reason: 'start' | 'daily'): Promise<void> {
    this.#backingUp = this.#backingUp.then(() => this.#backUp(age, reason));
    return this.#backingUp;
  }

  async #backUp(age: number, reason: 'start' | 'daily'): Promise<void> {
    if (this.#stopped) return;
    const { store, clock, hub, log } = this.#options;
    try {
      if (await store.care.isEmpty()) return;
      const [latest] = (await store.backups.list()).filter(({ checked }) => checked);
      // A clock that was set back makes the latest one lie in the future: it says nothing about its age.
      const elapsed = latest === undefined ? age : Math.abs(clock.now() - Date.parse(latest.madeAt));
      if (elapsed < age) return;
      const backup = await store.backups.make(reason);
      log('info', 'backup-made', { id: backup.id, bytes: backup.sizeBytes });
      this.#tellBackup(null);
      hub.publish({ type: 'backups' });
    } catch (error) {
      if (this.#stopped) return;
      log('warn', 'backup-failed', { error: String(error) });
      this.#tellBackup('The last backup could not be made. See Settings, where you can try again.');
    }
  }

  #tellBackup(fault: string | null): void {
    if (fault === this.#backupFault) return;
    this.#backupFault = fault;
    this.#options.hub.publish({ type: 'health' });
  }

  async #deleteOld(): Promise<void> {
    const { store, clock, log } = this.#options;
    const { retention } = await store.settings.get();
    const isBelieved = await this.clockGuard.isBelieved();
    const gone = await store.care.deleteOld(keepLimits(retention, isBelieved ? clock.now() : null));
    if (Object.values(gone).some((count) => count > 0)) log('info', 'retention', { ...gone });
  }

  #tellLog(): void {
    const { hub, log } = this.#options;
    if (this.#log.notice === null) log('info', 'database-log-short');
    else log('warn', 'database-log-long');
    hub.publish({ type: 'health' });
  }

  #tellClock(): void {
    const { hub, log } = this.#options;
    const since = this.clockGuard.doubtedSince;
    if (since === null) log('info', 'clock-believed');
    else log('warn', 'clock-doubted', { lastBelieved: since });
    hub.publish({ type: 'health' });
  }

  #tellIntake({ state, reason }: Intake): void {
    const { hub, log } = this.#options;
    if (state === 'open') log('info', 'intake-open');
    else if (reason === 'paused') log('info', 'intake-paused');
    else log('error', 'intake-holding', { reason });
    hub.publish({ type: 'health' });
  }
}

function factsOf({ kind, ...facts }: Store['care']['notices'][number]): Record<string, string | number | null> {
  return facts;
}
