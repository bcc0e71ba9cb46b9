import { Anchor } from '@mantine/core';
import {
  IconArrowMerge,
  IconArrowsSplit,
  IconInbox,
  IconPencil,
  IconRoute,
  IconUserPlus,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { RunLine } from '#renderer/ui/flows/RunLine.tsx';
import { ChannelIcon } from '#renderer/ui/messages/ChannelIcon.tsx';
import { MessageLine } from '#renderer/ui/messages/MessageLine.tsx';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { ContactDetail } from '#shared/contract/contact.ts';
import type { TimelineEntry } from '#shared/contract/timeline.ts';
import { assertNever } from '#shared/errors.ts';
import { importAddress } from './import-address.ts';
import { OriginWords } from './OriginWords.tsx';
import classes from './timeline.module.css';
import { sayAdded, sayChange, sayConflict } from './timeline-words.ts';

/** One thing that happened, in a sentence, with when, from where, and the way to all that is known of it. */
export function TimelineItem({ entry, contact }: { entry: TimelineEntry; contact: ContactDetail }) {
  return (
    <li>
      <span className={classes.icon}>{iconOf(entry)}</span>
      <div className={classes.body}>
        <Told entry={entry} contact={contact} />
      </div>
    </li>
  );
}

function iconOf(entry: TimelineEntry): ReactNode {
  if (entry.kind === 'message') return <ChannelIcon channel={entry.message.channel} size={15} />;
  const Icon = ICONS[entry.kind === 'merge' && entry.isUndoing ? 'unmerge' : entry.kind];
  return <Icon size={15} aria-hidden />;
}

const ICONS = {
  request: IconInbox,
  run: IconRoute,
  conflict: IconUsersGroup,
  change: IconPencil,
  merge: IconArrowMerge,
  unmerge: IconArrowsSplit,
  added: IconUserPlus,
};

function Told({ entry, contact }: { entry: TimelineEntry; contact: ContactDetail }) {
  switch (entry.kind) {
    case 'request':
      return <Request {...entry} />;
    case 'message':
      return <MessageLine message={entry.message} hasIcon={false} />;
    case 'run':
      return <RunLine run={entry.run} names="flow" />;
    case 'conflict':
      return (
        <>
          <p>
            A request to “<PlainText text={entry.webhookName} />” {sayConflict(entry)}
          </p>
          <Foot at={entry.at}>
            {entry.choice === null ? (
              <Link href={`/conflicts/${entry.conflictId}`}>Decide it</Link>
            ) : (
              <Link href={`/log/${entry.deliveryId}`}>Show the request</Link>
            )}
          </Foot>
        </>
      );
    case 'change':
      return <Changes {...entry} />;
    case 'merge':
      return <MergeWords {...entry} contact={contact} />;
    case 'added':
      return (
        <>
          <p>
            {entry.createdBy === null ? (
              <Added {...entry} />
            ) : (
              <>
                Made by <Way href={`/log/${entry.createdBy.deliveryId}`}>a request</Way> to “
                <PlainText text={entry.createdBy.webhookName} />”
              </>
            )}
          </p>
          <Foot at={entry.at} />
        </>
      );
    default:
      return assertNever(entry);
  }
}

function Added({ addedBy, importId }: Extract<TimelineEntry, { kind: 'added' }>) {
  return importId === null ? sayAdded(addedBy) : <Way href={importAddress(importId)}>{sayAdded(addedBy)}</Way>;
}

function Request({ delivery }: Extract<TimelineEntry, { kind: 'request' }>) {
  const { id, webhookName, receivedAt, outcome, reason, sentence, items: people, origin } = delivery;
  // Of many people, those who have a contact were processed, however the others ended.
  const own = people === null ? outcome : 'processed';
  return (
    <>
      <div className={classes.line}>
        <Anchor component={Link} href={`/log/${id}`} size="sm">
          {origin === 'replay' ? 'Replay' : 'Request'} to “<PlainText text={webhookName} />”
        </Anchor>
        <OutcomeBadge outcome={own} reason={reason} />
      </div>
      {own !== 'processed' && (
        <p className={classes.why}>
          <PlainText text={sayPhonesIn(sentence)} />
        </p>
      )}
      <Foot at={receivedAt}>{people !== null && (people === 1 ? 'in a list' : `one of ${sayCount(people)}`)}</Foot>
    </>
  );
}

function Changes({ changes, by, at, ...source }: Extract<TimelineEntry, { kind: 'change' }>) {
  const business = useBusiness();
  return (
    <>
      {changes.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what changed at once stays in its order.
        <p key={index}>
          <PlainText text={sayChange(change, by, business)} lines="keep" />
        </p>
      ))}
      <Foot at={at}>{by !== null && by !== 'erasure' && <OriginWords by={by} {...source} />}</Foot>
    </>
  );
}

function MergeWords({
  merge: { keep, from },
  isUndoing,
  at,
  contact,
}: Extract<TimelineEntry, { kind: 'merge' }> & { contact: ContactDetail }) {
  const isKept = keep.userNs === contact.userNs;
  const other = isKept ? from : keep;
  const label = sayPhone(other.label);
  const name =
    isKept && !isUndoing ? (
      <PlainText text={label} />
    ) : (
      <Way href={`/contacts/${other.userNs}`}>
        <PlainText text={label} />
      </Way>
    );
  return (
    <>
      <p>
        {isKept ? (
          <>
            {name} {isUndoing ? 'was taken out of this contact again.' : 'was merged into this contact.'}
          </>
        ) : (
          <>
            {isUndoing ? 'This contact was taken out of ' : 'This contact was merged into '}
            {name}
            {isUndoing ? ' again.' : '.'}
          </>
        )}
      </p>
      <Foot at={at} />
    </>
  );
}

function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor component={Link} href={href} inherit underline="always">
      {children}
    </Anchor>
  );
}

function Foot({ at, children }: { at: string; children?: ReactNode }) {
  return (
    <span className={classes.source}>
      <RelativeTime at={at} />
      {children && <> · {children}</>}
    </span>
  );
}
