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

  /** Lets go of past events, because what they tell must not be told any more: who was away asks for everything again. */
  forget(): void {
    this.#recent.length = 0;
  }

  /** The id of the latest event: a reader that starts now and resumes from here misses nothing. */
  position(): string {
    return this.#id(this.#count);
  }

  /** Calls `reader` with what happened after `lastId`, then with everything new. A gap that cannot be filled starts with `reset`. */
  subscribe(lastId: string | null, reader: (event: NumberedEvent) => void): () => void {
    for (const missed of this.#since(lastId)) reader(missed);
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  /** Empty when nothing was missed; ids of another run, of the future or of too long ago cannot be caught up with. */
  #since(lastId: string | null): NumberedEvent[] {
    if (lastId === null) return [];
    for (let missed = 0; missed <= this.#recent.length; missed += 1) {
      if (lastId === this.#id(this.#count - missed)) return this.#recent.slice(this.#recent.length - missed);
    }
    return [{ id: this.position(), event: { type: 'reset' } }];
  }

  #number(event: EngineEvent): NumberedEvent {
    this.#count += 1;
    return { id: this.#id(this.#count), event };
  }

  #id(count: number): string {
    return `${this.#run}-${count}`;
  }
}
