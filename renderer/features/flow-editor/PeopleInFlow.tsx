import { useRuns } from '#renderer/door/queries.ts';
import { RunList } from '#renderer/ui/flows/RunList.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import { useFlowEditor } from './flow-context.tsx';
import classes from './flow-editor.module.css';

/** Who is in the flow now: first those about whom the owner is asked. */
export function PeopleInFlow() {
  const { flow } = useFlowEditor();
  const held = useRuns({ flow: flow.key, state: 'held' });
  const waiting = useRuns({ flow: flow.key, state: 'waiting' });
  const items = [held, waiting].flatMap(({ data }) => data?.pages.flatMap((page) => page.items) ?? []);
  return (
    <section className={classes.people} aria-labelledby="people-in-flow">
      <h2 id="people-in-flow">In it now</h2>
      <RunList runs={items} label="People in this flow now" names="person" />
      <ShowOlder query={held} size="compact-sm" />
      <ShowOlder query={waiting} size="compact-sm" />
    </section>
  );
}
