import type { Intake } from '#shared/contract/health.ts';
import { sayCount } from '#shared/local-form/say-number.ts';
import type { FreeSpace } from '../store/port/care.ts';

/** What is known about the machine at one moment. */
export interface Load {
  isInPlace: boolean;
  /** By the owner. */
  isPaused: boolean;
  space: FreeSpace | null;
  pending: number;
  /** How long the latest commits took, in ms. */
  commitsMs: readonly number[];
}

const PENDING_LIMIT = 50_000;
const SLOW_COMMIT_MS = 1000;
/** Fewer commits say nothing about the disk. */
const COMMITS_TO_JUDGE = 20;
/** Fewer slow ones are a moment in which the computer slept or was busy, whatever their share. */
const SLOW_TO_JUDGE = 3;

export const OPEN: Intake = { state: 'open', reason: null, sentence: '' };

/** Whether more can be taken without endangering what is stored (TRUST.md, backpressure). The gravest reason is named, in the locale of the business. */
export function decideIntake({ isInPlace, isPaused, space, pending, commitsMs }: Load, locale: string): Intake {
  if (!isInPlace) {
    return holding(
      'database-moved',
      'The database file was moved, deleted or replaced while Fieldhook is running. No request is accepted, because it could not be kept. Put the file back, or stop Fieldhook and start it again.',
    );
  }
  if (isPaused) {
    return holding(
      'paused',
      'Fieldhook is paused: it takes no requests, and senders are asked to come again later. Most try again for hours; what a sender gives up on does not arrive. The pause ends when you resume, or when Fieldhook is started again.',
    );
  }
  const megabytes = (bytes: number) => sayCount(Math.ceil(bytes / (1024 * 1024)), locale);
  if (space !== null && space.freeBytes < space.reserveBytes) {
    return holding(
      'disk-nearly-full',
      `The disk is nearly full: ${megabytes(space.freeBytes)} MB are left. Senders are asked to come again later. Free at least ${megabytes(space.reserveBytes)} MB; Fieldhook then goes on by itself.`,
    );
  }
  if (pending > PENDING_LIMIT) {
    return holding(
      'too-many-waiting',
      `${sayCount(pending, locale)} requests wait to be worked on. Senders are asked to come again later, until there are fewer than ${sayCount(PENDING_LIMIT, locale)}.`,
    );
  }
  if (isSlow(commitsMs)) {
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

/** More than one in a hundred takes too long. */
function isSlow(commitsMs: readonly number[]): boolean {
  const slow = commitsMs.filter((ms) => ms > SLOW_COMMIT_MS).length;
  return commitsMs.length >= COMMITS_TO_JUDGE && slow >= SLOW_TO_JUDGE && slow > commitsMs.length / 100;
}
