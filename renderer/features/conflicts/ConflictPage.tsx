import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useConflict } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { shownData } from '#renderer/ui/shown-data.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Conflict } from '#shared/contract/conflict.ts';
import { Candidates } from './Candidates.tsx';
import { sayPart } from './conflict-words.ts';
import classes from './conflicts.module.css';
import { Decided } from './Decided.tsx';
import { RequestSays } from './RequestSays.tsx';

/** One conflict: what the request says, who it may be about, and the decision or what came of it. */
export function ConflictPage({ id }: { id: string }) {
  const conflict = useConflict(id);
  const shown = shownData(conflict);
  return (
    <Page
      title={titleOf(shown)}
      back={{ href: '/conflicts', label: 'Conflicts' }}
      help="conflicts"
      lead={shown && <Origin conflict={shown} />}
      width="wide"
    >
      <Loaded
        query={conflict}
        skeleton={<RowsSkeleton height={150} rows={2} />}
        way={{ href: '/conflicts', label: 'Back to conflicts' }}
      >
        {(loaded) => (
          <div className={classes.conflict}>
            {loaded.decidedAt !== null && <Decided conflict={loaded} />}
            <RequestSays conflict={loaded} />
            {loaded.decidedAt === null && <Candidates conflict={loaded} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function titleOf(conflict: Conflict | null | undefined): string {
  const what = conflict?.item == null ? 'this request' : `item ${sayCount(conflict.item)} of this request`;
  return conflict?.decidedAt ? `Whom ${what} was about` : `Whom is ${what} about?`;
}

function Origin({ conflict: { webhookName, receivedAt, deliveryId, item } }: { conflict: Conflict }) {
  return (
    <>
      {sayPart(item)} for <PlainText text={webhookName} />, <RelativeTime at={receivedAt} /> ·{' '}
      <Anchor component={Link} href={`/log/${encodeURIComponent(deliveryId)}`} inherit underline="always">
        see it in the log
      </Anchor>
    </>
  );
}
