import { Button } from '@mantine/core';
import classes from './replay.module.css';

/** What is chosen to be replayed, and what can be done with it. */
export function SelectionBar({
  count,
  onCompare,
  onCompareAll,
  onCancel,
}: {
  count: number;
  onCompare: () => void;
  onCompareAll: () => void;
  onCancel: () => void;
}) {
  return (
    <section className={classes.selection} aria-label="Replay several">
      <p role="status">
        {count === 0 ? 'Tick the requests that you want to replay.' : `${count} ticked.`} First you see what would
        differ.
      </p>
      <Button size="xs" disabled={count === 0} onClick={onCompare}>
        {count === 0 ? 'Compare' : `Compare ${count === 1 ? 'the one' : `these ${count}`}`}
      </Button>
      <Button size="xs" variant="default" onClick={onCompareAll}>
        Compare everything shown by the filters
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
        Cancel
      </Button>
    </section>
  );
}
