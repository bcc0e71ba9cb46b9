import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRuns } from '#renderer/door/queries.ts';
import { RunList } from '#renderer/ui/flows/RunList.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { useFlowEditor } from './flow-context.tsx';
import classes from './flow-editor.module.css';

/** So many are shown before somebody asks for all. */
const FIRST = 3;

/** Who is in the flow now: first those about whom the owner is asked. */
export function PeopleInFlow() {
  const { flow } = useFlowEditor();
  const [isWhole, setWhole] = useState(false);
  const held = useRuns({ flow: flow.key, state: 'held' });
  const waiting = useRuns({ flow: flow.key, state: 'waiting' });
  const items = [held, waiting].flatMap(({ data }) => data?.pages.flatMap((page) => page.items) ?? []);
  const isCut = !isWhole && items.length > FIRST;
  return (
    <section className={classes.people} aria-labelledby="people-in-flow">
      <h2 id="people-in-flow">In it now</h2>
      <RunList runs={isCut ? items.slice(0, FIRST) : items} label="People in this flow now" names="person" isShort />
      {isCut ? (
        <Button variant="default" size="compact-sm" onClick={() => setWhole(true)}>
          Show all {sayCount(flow.running)}
        </Button>
      ) : (
        <>
          <ShowOlder query={held} size="compact-sm" />
          <ShowOlder query={waiting} size="compact-sm" />
        </>
      )}
    </section>
  );
}
