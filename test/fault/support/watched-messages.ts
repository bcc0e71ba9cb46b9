/** What is asked of a watched process. `n` comes back with the answer. */
export interface Asked {
  n: number;
  ask: { kind: 'watch' } | { kind: 'stop' } | { kind: 'api'; method: string; path: string; body?: unknown };
}

/** What one of its threads saw since it was asked last. In ms. */
export interface ThreadWatch {
  /** `watched-child.ts` answers senders, `thread.ts` owns the database and reads payloads. */
  name: string;
  /** The longest processor time between two turns of its event loop. */
  held: number;
  /** The longest time between two turns, without the time in which the machine had no place for it. */
  late: number;
  /** Names that were added to prototypes of the language. */
  changed: string[];
}

export type FromChild =
  | { kind: 'ready'; receiver: number; screens: number; secret: string }
  | { kind: 'watched'; n: number; threads: ThreadWatch[]; rss: number; peak: number }
  | { kind: 'answered'; n: number; status: number; text: string };
