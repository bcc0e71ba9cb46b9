import { useState } from 'react';
import { useDelivery } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { PrivateValues } from '#renderer/ui/PrivateValues.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { shownData } from '#renderer/ui/shown-data.ts';
import { EntryActions } from './EntryActions.tsx';
import { EntryFacts } from './EntryFacts.tsx';
import { EntryNeighbours } from './EntryNeighbours.tsx';
import { EntryTabs } from './EntryTabs.tsx';
import { logPlace } from './log-place.ts';
import { useReturnToPlace } from './use-return-to-place.ts';

/** One request: what came of it, what it says, and what exactly arrived. */
export function LogEntryPage({ id }: { id: string }) {
  const [isPrivateShown, setPrivateShown] = useState(false);
  const delivery = useDelivery(id, { isPrivateShown });
  const shown = shownData(delivery);
  useReturnToPlace();
  return (
    <Page
      title={shown ? `Request for ${shown.webhookName}` : 'Request'}
      back={{ href: logPlace.address, label: 'Log' }}
      help="logs"
      actions={
        <>
          {shown && <EntryActions delivery={shown} />}
          <EntryNeighbours id={id} />
        </>
      }
    >
      {shown && <EntryFacts delivery={shown} />}
      <Loaded
        query={delivery}
        skeleton={<RowsSkeleton height={120} rows={2} />}
        way={{ href: logPlace.address, label: 'Back to the log' }}
      >
        {(loaded) => (
          <>
            {(loaded.hasHiddenValues || isPrivateShown) && (
              <PrivateValues isShown={isPrivateShown} onChange={setPrivateShown} />
            )}
            <EntryTabs delivery={loaded} isPrivateShown={isPrivateShown} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
