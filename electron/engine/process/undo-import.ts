import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UndoState } from '#shared/contract/contact-import.ts';
import { whereItFailed } from '../where-it-failed.ts';
import type { ImportContext } from './contact-import.ts';

/** People of one transaction, as with the rows of an import. */
const BATCH = 50;

/** Undoes imports, one at a time, some people in each transaction: cut short, it goes on with those who are left. */
export class UndoneImports {
  readonly #context: Omit<ImportContext, 'newId'>;
  #last: { id: string; state: UndoState } | null = null;

  constructor(context: Omit<ImportContext, 'newId'>) {
    this.#context = context;
  }

  get isRunning(): boolean {
    return this.#last?.state.state === 'running';
  }

  /** Of the import that was undone last; null for another one. */
  stateOf(id: string): UndoState | null {
    return this.#last?.id === id ? { ...this.#last.state } : null;
  }

  /** Begins; `total` is how many people it concerns. */
  begin(id: string, total: number): UndoState {
    const state: UndoState = { state: 'running', done: 0, total, removed: 0, stayed: 0, putBack: 0, partly: 0 };
    this.#last = { id, state };
    void this.#work(id, state);
    return { ...state };
  }

  async #work(id: string, state: UndoState): Promise<void> {
    const { store, clock, hub, log } = this.#context;
    try {
      for (let rows = BATCH; rows === BATCH; ) {
        const undone = await store.contacts.undoImport(id, BATCH, clock.now());
        rows = undone.rows;
        state.done += rows;
        for (const what of ['removed', 'stayed', 'putBack', 'partly'] as const) state[what] += undone[what];
        await nextTurn();
      }
      state.state = 'done';
    } catch (error) {
      state.state = 'failed';
      log('error', 'import-not-undone', whereItFailed(error));
    }
    hub.publish({ type: 'reset' });
  }
}
