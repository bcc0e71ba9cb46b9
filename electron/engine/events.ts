import type { EngineEvent } from '#shared/contract/event.ts';

export interface NumberedEvent {
  id: string;
  event: EngineEvent;
}

/** How many past events a reader that lost its connection can catch up on. */
const KEPT = 1000;

/** Live news: publishers call `publish` after their change is on disk; each open stream subscribes. */
export class EventHub {
  readonly #run: string;
  readonly #recent: NumberedEvent[] = [];
  readonly #readers = new Set<(event: NumberedEvent) => void>();
  #count = 0;

  /** `run` tells one start of the engine from another, so that an id from before a restart is recognised as too old. */
  constructor(run: string) {
    this.#run = run;
  }

  publish(event: EngineEvent): void {
    const numbered = this.#number(event);
    this.#recent.push(numbered);
    if (this.#recent.length > KEPT) this.#recent.shift();
    for (const reader of this.#readers) reader(numbered);
  }

  /** Calls `reader` with what happened after `lastId`, then with everything new. A gap that cannot be filled starts with `reset`. */
  subscribe(lastId: string | null, reader: (event: NumberedEvent) => void): () => void {
    for (const missed of this.#since(lastId)) reader(missed);
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  #since(lastId: string | null): NumberedEvent[] {
    if (lastId === null) return [];
    if (lastId === this.#id(this.#count)) return [];
    const index = this.#recent.findIndex((known) => known.id === lastId);
    return index === -1 ? [{ id: this.#id(this.#count), event: { type: 'reset' } }] : this.#recent.slice(index + 1);
  }

  #number(event: EngineEvent): NumberedEvent {
    this.#count += 1;
    return { id: this.#id(this.#count), event };
  }

  #id(count: number): string {
    return `${this.#run}-${count}`;
  }
}
