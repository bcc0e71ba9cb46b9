import type { MessageReport } from './message-reports.ts';

interface Missed {
  report: MessageReport;
  seq: number;
  at: number;
}

/** Reports of messages that are not there: they may be of somebody who was deleted and is put back. In memory, as what brings those back is. */
export class MissedReports {
  #missed: Missed[] = [];

  keep(missed: Missed): void {
    this.#missed.push(missed);
  }

  all(): readonly Missed[] {
    return this.#missed;
  }

  /** `time` in ms since 1970. */
  forgetUntil(time: number): void {
    this.#missed = this.#missed.filter(({ at }) => at > time);
  }
}
