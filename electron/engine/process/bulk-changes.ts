import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BulkChange,
  type ContactChoice,
  MOST_DELETED,
  type StartBulkChange,
} from '#shared/contract/bulk-change.ts';
import type { SegmentCondition } from '#shared/contract/segment.ts';
import { PUT_BACK_MINUTES } from '#shared/contract/webhook.ts';
import { AppError } from '#shared/errors.ts';
import { storableText } from '#shared/text/storable-text.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import type { LocalStore } from '../store/store.ts';
import { whereItFailed } from '../where-it-failed.ts';

/** Contacts of one transaction, about 10 ms: requests never wait long. */
const TAGGED = 200;
const DELETED = 20;
const UNDO_MS = PUT_BACK_MINUTES * 60_000;

export interface BulkContext {
  store: LocalStore;
  clock: Clock;
  hub: Pick<EventHub, 'publish'>;
  newId: (prefix: string) => string;
  log: EngineLog;
  /** Somebody is back whose flows or requests may be due. */
  onPutBack: () => void;
}

/** What is done, some contacts at a time, and how it is undone. */
interface Work {
  /** Contacts of one batch. */
  size: number;
  /** Numbers are those of the store. Answers in how many something changed. */
  change: (numbers: readonly number[]) => Promise<number>;
  /** For how many it is not undone yet. */
  left: () => number;
  /** Undoes one batch, latest first. Answers how many could not be put back. */
  undo: () => Promise<number>;
  forget: () => void;
}

interface Job {
  state: BulkChange;
  work: Work;
  isWanted: boolean;
  /** When it ended, in ms since 1970; null while it runs. */
  endedAt: number | null;
}

/**
 * Tags or deletes many contacts, one such change at a time, some of them in each transaction. Whom it concerns is fixed when it begins. What it takes to undo
 * it is kept in memory for ten minutes, as with everything that is deleted.
 */
export class BulkChanges {
  readonly #context: BulkContext;
  #job: Job | null = null;

  constructor(context: BulkContext) {
    this.#context = context;
  }

  async list(): Promise<BulkChange[]> {
    const job = this.#held();
    return job === null ? [] : [told(job)];
  }

  /** Begins; `list` tells how far it is. `conditions` are those of the segment of the choice. Rejects with INVALID_INPUT and BULK_CHANGE_RUNNING. */
  async begin(wish: StartBulkChange, conditions: readonly SegmentCondition[] | undefined): Promise<BulkChange> {
    const { store, clock, newId } = this.#context;
    this.#refuseWhileRunning();
    const numbers = await store.contacts.choose(choiceOf(wish.who, conditions), clock.now());
    // Another one may have begun meanwhile.
    this.#refuseWhileRunning();
    if (wish.of === 'delete' && numbers.length > MOST_DELETED) throw tooMany();
    const tag = wish.of === 'delete' ? null : storableText(wish.tag);
    const state: BulkChange = {
      ...{ id: newId('blk'), of: wish.of, tag, state: 'running', done: 0, total: numbers.length, changed: 0 },
      ...{ undoUntil: null, undo: null },
    };
    const work = tag === null ? this.#deleting() : this.#tagging(tag, wish.of === 'add-tag');
    const job: Job = { state, work, isWanted: true, endedAt: null };
    this.#job = job;
    void this.#work(job, numbers);
    return told(job);
  }

  /** Begins to undo it; null where that is not possible (any more). Rejects with BULK_CHANGE_RUNNING. */
  async undo(id: string): Promise<BulkChange | null> {
    this.#refuseWhileRunning();
    const job = this.#held();
    if (job === null || job.state.id !== id || told(job).undoUntil === null) return null;
    job.state.undo = { state: 'running', done: 0, total: job.work.left(), stayed: 0 };
    void this.#undo(job, job.state.undo);
    return told(job);
  }

  /** Ends it after the contacts under way, or lets it go. False where there is none with this id. */
  async end(id: string): Promise<boolean> {
    const job = this.#held();
    if (job === null || job.state.id !== id) return false;
    job.isWanted = false;
    if (job.endedAt !== null && job.state.undo?.state !== 'running') this.#job = null;
    this.#tell();
    return true;
  }

  /** Somebody was erased (LG3): nobody who was deleted comes back, and no tag is put back. */
  async forget(): Promise<void> {
    if (this.#job === null) return;
    this.#job.work.forget();
    if (this.#job.endedAt !== null) this.#job = null;
    this.#tell();
  }

  #held(): Job | null {
    const { endedAt = null } = this.#job ?? {};
    if (
      endedAt !== null &&
      this.#job?.state.undo?.state !== 'running' &&
      this.#context.clock.now() > endedAt + UNDO_MS
    ) {
      this.#job = null;
    }
    return this.#job;
  }

  #refuseWhileRunning(): void {
    const { state } = this.#job ?? {};
    if (state?.state === 'running' || state?.undo?.state === 'running') throw new AppError('BULK_CHANGE_RUNNING');
  }

  #tagging(tag: string, isAdded: boolean): Work {
    const { store, clock } = this.#context;
    const [action, back] = isAdded ? (['add', 'remove'] as const) : (['remove', 'add'] as const);
    return workOf(TAGGED, {
      change: (numbers) => store.contacts.tagEach(numbers, { tag, action }, clock.now()),
      async undo(changed) {
        await store.contacts.tagEach(changed, { tag, action: back }, clock.now());
        return 0;
      },
    });
  }

  #deleting(): Work {
    const { store, clock } = this.#context;
    return workOf(DELETED, {
      change: (numbers) => store.contacts.deleteEach(numbers, clock.now()),
      undo: async (deleted) => {
        let stayed = 0;
        for (const userNs of deleted) if (!(await this.#putBack(userNs))) stayed += 1;
        return stayed;
      },
    });
  }

  async #putBack(userNs: string): Promise<boolean> {
    const { store, clock, hub } = this.#context;
    const result = await store.contacts.putBack(userNs, clock.now());
    if (result === 'not-found' || 'taken' in result) return false;
    for (const message of result.waiting.messages) hub.publish({ type: 'message', contact: userNs, ...message });
    for (const run of result.waiting.runs) hub.publish({ type: 'run', contact: userNs, ...run });
    return true;
  }

  async #work(job: Job, numbers: readonly number[]): Promise<void> {
    const { state, work } = job;
    this.#tell();
    try {
      while (state.done < state.total && job.isWanted) {
        const batch = numbers.slice(state.done, state.done + work.size);
        state.changed += await work.change(batch);
        state.done += batch.length;
        await nextTurn();
      }
      state.state = state.done < state.total ? 'cancelled' : 'done';
    } catch (error) {
      state.state = 'failed';
      this.#context.log('error', 'bulk-change-failed', whereItFailed(error));
    }
    job.endedAt = this.#context.clock.now();
    this.#context.hub.publish({ type: 'reset' });
  }

  async #undo({ work }: Job, state: NonNullable<BulkChange['undo']>): Promise<void> {
    this.#tell();
    try {
      while (work.left() > 0) {
        state.stayed += await work.undo();
        state.done = state.total - work.left();
        await nextTurn();
      }
      state.state = 'done';
    } catch (error) {
      state.state = 'failed';
      this.#context.log('error', 'bulk-change-not-undone', whereItFailed(error));
    }
    this.#context.onPutBack();
    this.#context.hub.publish({ type: 'reset' });
  }

  #tell(): void {
    this.#context.hub.publish({ type: 'bulk-changes' });
  }
}

function choiceOf(who: ContactChoice, conditions: readonly SegmentCondition[] | undefined) {
  return 'userNs' in who ? who : { q: who.q, conditions, except: who.except };
}

/** Remembers in whom something changed, until it is undone. `Key` is what undoing goes by. */
function workOf<Key>(
  size: number,
  {
    change,
    undo,
  }: { change: (numbers: readonly number[]) => Promise<Key[]>; undo: (changed: Key[]) => Promise<number> },
): Work {
  const changed: Key[] = [];
  return {
    size,
    async change(numbers) {
      const some = await change(numbers);
      changed.push(...some);
      return some.length;
    },
    left: () => changed.length,
    async undo() {
      const some = changed.slice(-size);
      const stayed = await undo(some.toReversed());
      changed.length -= some.length;
      return stayed;
    },
    forget: () => void changed.splice(0),
  };
}

/** As it is now; it goes on changing. */
function told({ state, work, endedAt }: Job): BulkChange {
  const canUndo = endedAt !== null && work.left() > 0 && state.undo?.state !== 'running';
  return { ...structuredClone(state), undoUntil: canUndo ? new Date(endedAt + UNDO_MS).toISOString() : null };
}

function tooMany(): AppError {
  const message = `At most ${MOST_DELETED.toLocaleString('en')} contacts are deleted at once, so that it can be undone.`;
  return new AppError('INVALID_INPUT', message, [{ pointer: '/who', message }]);
}
