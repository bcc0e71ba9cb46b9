import { useHeldPeople, useRuns } from '#renderer/door/queries.ts';
import { RunList } from '#renderer/ui/flows/RunList.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import classes from './flows.module.css';

/** Who stands still in a flow until the owner decides: it came too late, or it may have gone on already. Nothing where nobody does. */
export function WaitingPeople() {
  const { data: people = 0 } = useHeldPeople();
  const runs = useRuns({ state: 'held' });
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <section className={classes.waiting} aria-labelledby="waiting-people">
      <h2 id="waiting-people">{people === 1 ? '1 person waits for you' : `${sayCount(people)} people wait for you`}</h2>
      <RunList runs={items} label="People who wait for you" names="both" />
      <ShowOlder query={runs} size="compact-sm" />
    </section>
  );
}
