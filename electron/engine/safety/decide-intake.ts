import type { Intake } from '#shared/contract/health.ts';
import type { FreeSpace } from '../store/free-space.ts';

/** What is known about the machine at one moment. */
export interface Load {
  isInPlace: boolean;
  space: FreeSpace | null;
  pending: number;
  /** How long the latest commits took, in ms. */
  commitsMs: readonly number[];
}

const PENDING_LIMIT = 50_000;
const SLOW_COMMIT_MS = 1000;
/** Fewer commits say nothing about the disk. */
const COMMITS_TO_JUDGE = 20;

export const OPEN: Intake = { state: 'open', reason: null, sentence: '' };

/** Whether more can be taken without endangering what is stored (TRUST.md, backpressure). The gravest reason is named. */
export function decideIntake({ isInPlace, space, pending, commitsMs }: Load): Intake {
  if (!isInPlace) {
    return holding(
      'database-moved',
      'The database file was moved, deleted or replaced while Fieldhook is running. No request is accepted, because it could not be kept. Put the file back, or stop Fieldhook and start it again.',
    );
  }
  if (space !== null && space.freeBytes < space.reserveBytes) {
    return holding(
      'disk-nearly-full',
      `The disk is nearly full: ${megabytes(space.freeBytes)} MB are left. Senders are asked to come again later. Free at least ${megabytes(space.reserveBytes)} MB; Fieldhook then goes on by itself.`,
    );
  }
  if (pending > PENDING_LIMIT) {
    return holding(
      'too-many-waiting',
      `${pending.toLocaleString('en-GB')} requests wait to be worked on. Senders are asked to come again later, until there are fewer than ${PENDING_LIMIT.toLocaleString('en-GB')}.`,
    );
  }
  if (commitsMs.length >= COMMITS_TO_JUDGE && percentile99(commitsMs) > SLOW_COMMIT_MS) {
    return holding(
      'slow-disk',
      'The disk takes longer than a second to store requests. Senders are asked to come again later; Fieldhook tries again within a minute.',
    );
  }
  return OPEN;
}

function holding(reason: NonNullable<Intake['reason']>, sentence: string): Intake {
  return { state: 'holding', reason, sentence };
}

const megabytes = (bytes: number) => Math.ceil(bytes / (1024 * 1024)).toLocaleString('en-GB');

function percentile99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1]!;
}
