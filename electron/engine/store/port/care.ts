/** Something about the stored data that the owner should know and that did not prevent the start. */
export type StoreNotice =
  /** `aside`: where a copy is of the database and its log as they were found; null where there was no room for one. */
  | { kind: 'lost-requests'; first: number; last: number; aside: string | null }
  | { kind: 'restored'; file: string; aside: string }
  | { kind: 'restore-refused'; file: string };

/** The state of the files behind the store. */
export interface StoreCare {
  readonly notices: readonly StoreNotice[];
  /** The last starts ended in crashes, one shortly after the other. */
  readonly isCrashLoop: boolean;
  /** False when the database file was moved, deleted or replaced under way: what is written would be lost. */
  isInPlace(): Promise<boolean>;
  /** Null where the system does not say. */
  freeSpace(): Promise<FreeSpace | null>;
  /** To be called every few seconds: brings to disk what need not be there at each commit. */
  sync(): Promise<void>;
  /** Bytes of the database's log. It stays long where it once was, until there is work again. */
  logSize(): Promise<number>;
  /** Writes back what it can of a log that is long, and resolves to the bytes that could not be written; 0 while it is of its usual size. */
  logBacklog(): Promise<number>;
  /** Nothing is there yet that a backup could keep. */
  isEmpty(): Promise<boolean>;
  /** When the computer's clock was last believed, in ms since 1970; null in a new database. */
  believedClock(): Promise<number | null>;
  believeClock(at: number): Promise<void>;
  /**
   * Lets go for good of what was deleted or decided by hand until then (ms since 1970): webhooks, fields, flows and contacts cannot be put back any more,
   * and go off the disk. So does what a stop leaves over, at the next start.
   */
  forgetDeleted(until: number): Promise<void>;
  /** Deletes what is older than it is to be kept, in slices. Resolves to what went. Stops early when the store is closed. */
  deleteOld(limits: KeepLimits): Promise<GoneCounts>;
  /** What `deleteOld` would take. */
  countOld(limits: KeepLimits): Promise<OldCounts>;
}

export interface GoneCounts {
  /** Requests that left the log. */
  deliveries: number;
  /** Raw texts of requests that stay. */
  bodies: number;
  messages: number;
  /** Ways through flows whose steps went. */
  runs: number;
}

export interface OldCounts extends GoneCounts {
  /** Raw texts that would go, those of requests that go included. */
  bodies: number;
  /** When the oldest request, the oldest with its raw text, and the oldest message arrived or were made that would stay; null where none does. */
  keptDelivery: number | null;
  keptBody: number | null;
  keptMessage: number | null;
}

/** What is older goes; requests, messages and flows that wait stay. Times in ms since 1970. */
export interface KeepLimits {
  bodiesSince: number;
  /** Of all bodies together; the oldest go first. */
  bodyBytes: number;
  deliveriesSince: number;
  /** What it takes to undo imports. */
  importsSince: number;
  messagesSince: number;
  /** That a flow was started is known from then on, for its cool-down (SN5). Not after `messagesSince`. */
  startsSince: number;
}

export interface FreeSpace {
  freeBytes: number;
  /** What must stay free: the database, its log and the system itself need room to move, and so does a long log until it is written back. */
  reserveBytes: number;
}
