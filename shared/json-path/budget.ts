/** The work one evaluation may cost: about 0.1 s, and several times what a sensible path needs on the largest request. */
const EVALUATION_STEPS = 1_000_000;

/** Thrown when an evaluation has used its budget; readPath turns it into `too-costly`. */
export class TooCostly extends Error {}

/** Counts work instead of time, so that the same path on the same payload always ends the same way. */
export class Budget {
  #left = EVALUATION_STEPS;

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TooCostly();
  }
}
