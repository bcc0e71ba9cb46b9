import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRuns } from '#renderer/door/queries.ts';
import { RunList } from '#renderer/ui/flows/RunList.tsx';
import { StartFlowDialog } from '#renderer/ui/flows/StartFlowDialog.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import type { ContactDetail } from '#shared/contract/contact.ts';
import classes from './person.module.css';

/** The flows this person went through or is in, and the way to start one by hand. */
export function ContactRuns({ contact }: { contact: ContactDetail }) {
  const runs = useRuns({ contact: contact.userNs });
  const [isStarting, setStarting] = useState(false);
  return (
    <section className={classes.card}>
      <div className={classes.timelineHead}>
        <h2>Flows</h2>
        <Button variant="subtle" size="compact-sm" onClick={() => setStarting(true)}>
          Start a flow…
        </Button>
      </div>
      <Loaded query={runs} skeleton={<RowsSkeleton rows={2} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <p className={classes.none}>This contact has been in no flow.</p>
          ) : (
            <RunList runs={items} label="Flows of this contact" />
          );
        }}
      </Loaded>
      <ShowOlder query={runs} size="compact-sm" />
      <StartFlowDialog contact={contact} isOpen={isStarting} onClose={() => setStarting(false)} />
    </section>
  );
}
