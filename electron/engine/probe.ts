/** A question that only our own receiver can answer: what to ask for, and what it says. */
export interface Probe {
  path: string;
  expected: string;
  close(): void;
}
