import { Skeleton } from '@mantine/core';
import classes from './states.module.css';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** Rows to come. Waits a moment before it shows, so that what loads at once does not flash. */
export function RowsSkeleton({ height = 44, rows = 4 }: { height?: number; rows?: 1 | 2 | 3 | 4 | 5 | 6 }) {
  return (
    <div role="status" aria-label="Loading" className={`${classes.skeleton} fh-after-a-moment`}>
      {ROWS.slice(0, rows).map((row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </div>
  );
}
