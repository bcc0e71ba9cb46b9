import { MOST_OPEN } from '#shared/contract/conflict.ts';

/** How many wait; beyond what is counted, `99+`. */
export function badgeOf(open: number): string {
  return open < MOST_OPEN ? String(open) : `${MOST_OPEN - 1}+`;
}

/** What is read out when the number changes. */
export function waitingWords(open: number): string {
  if (open === 0) return '';
  return open === 1 ? 'One conflict waits for your decision.' : `${badgeOf(open)} conflicts wait for your decision.`;
}
