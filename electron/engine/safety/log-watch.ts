import type { StoreCare } from '../store/port/care.ts';

const LONG_BYTES = 64 * 1024 * 1024;
/** Much work, a backup, or somebody who looks into the database may hold it up for a while. At a look every 5 s this is a minute. */
const LOOKS = 12;

/** Whether the log of the database grows because it is not written back: it would fill the disk, and each start would take longer. */
export class LogWatch {
  readonly #care: Pick<StoreCare, 'logSize' | 'logBacklog'>;
  readonly #onChange: () => void;
  #long = 0;
  #isTold: boolean = false;

  constructor(care: Pick<StoreCare, 'logSize' | 'logBacklog'>, onChange: () => void) {
    this.#care = care;
    this.#onChange = onChange;
  }

  get notice(): string | null {
    return this.#isTold
      ? 'The log of the database grows and cannot be written into its file. Close other programs that have fieldhook.db open, such as a viewer of databases, a backup or a sync program; if there is none, check the disk and start Fieldhook again. Nothing is lost, but the log takes up the disk.'
      : null;
  }

  /** To be called every few seconds. */
  async look(): Promise<void> {
    const isLong = (await this.#care.logSize()) > LONG_BYTES;
    this.#long = isLong ? this.#long + 1 : 0;
    // Only then: writing it back holds up whoever sends meanwhile.
    const isTold = this.#long >= LOOKS && (await this.#care.logBacklog()) > LONG_BYTES;
    if (isTold === this.#isTold) return;
    this.#isTold = isTold;
    this.#onChange();
  }
}
