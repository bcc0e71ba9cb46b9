import { Button, Text } from '@mantine/core';
import { sayCount } from '#renderer/ui/say-count.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import type { ListenState } from '#shared/contract/delivery.ts';
import classes from './address.module.css';

/** Whether it is still listening, for how long, and how many have come. The count is read out as it changes; the seconds are not. */
export function ListenStatus({ state, onListenAgain }: { state: ListenState | null; onListenAgain: () => void }) {
  const now = useNow(1000);
  const since = state?.since ? Date.parse(state.since) : null;
  const until = state?.until ? Date.parse(state.until) : null;
  const count = state?.deliveries.length ?? 0;
  const isOver = state !== null && (!state.listening || (until !== null && now >= until));
  if (isOver) {
    return (
      <div className={classes.status} role="status">
        <Text size="sm">
          It stopped listening after {minutesBetween(since, until)} minutes, so that nothing is taken for a sample that
          comes later by chance. What has arrived is still here.
        </Text>
        <Button size="compact-sm" variant="default" onClick={onListenAgain}>
          Listen again
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.status}>
      <span className={classes.pulse} aria-hidden />
      <Text size="sm">
        <span role="status">{countWords(count)}</span>{' '}
        <span className="fh-numbers">
          Listening for {since === null ? 0 : Math.max(0, Math.floor((now - since) / 1000))} s
        </span>
        {since !== null && until !== null && `, at most ${minutesBetween(since, until)} minutes`}.
      </Text>
    </div>
  );
}

function countWords(count: number): string {
  if (count === 0) return 'Waiting for the first request.';
  return count === 1 ? '1 request has arrived.' : `${sayCount(count)} requests have arrived.`;
}

function minutesBetween(since: number | null, until: number | null): number {
  return since === null || until === null ? 30 : Math.round((until - since) / 60_000);
}
