import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useConflicts } from '#renderer/door/queries.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Conflict } from '#shared/contract/conflict.ts';
import { sayDecision, saySlots } from './conflict-words.ts';
import classes from './conflicts.module.css';

export function ConflictList({ status }: { status: 'open' | 'decided' }) {
  const conflicts = useConflicts(status);
  return (
    <Loaded query={conflicts} skeleton={<RowsSkeleton rows={4} />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return status === 'open' ? <NothingWaits /> : <NothingDecided />;
        return (
          <>
            <ul className={classes.list} aria-label={status === 'open' ? 'Waiting conflicts' : 'Decided conflicts'}>
              {items.map((conflict) => (
                <li key={conflict.id} className={classes.entry}>
                  <Entry conflict={conflict} />
                </li>
              ))}
            </ul>
            <ShowOlder query={conflicts} mt="md" />
          </>
        );
      }}
    </Loaded>
  );
}

function Entry({ conflict }: { conflict: Conflict }) {
  const { id, webhookName, receivedAt, candidates, contact, item } = conflict;
  const decision = sayDecision(conflict, sayPhone(contact?.label ?? 'a contact that was deleted since'));
  return (
    <>
      <p className={classes.entryTitle}>
        <Link href={`/conflicts/${encodeURIComponent(id)}`} className={classes.cover}>
          <Names names={candidates.map(({ label }) => label)} />
        </Link>
      </p>
      <p className={classes.soft}>
        <PlainText text={webhookName} />
        {item !== null && ` · item ${sayCount(item)}`} · <RelativeTime at={receivedAt} />
      </p>
      <p className={classes.entryWhy}>
        {decision === null ? (
          candidates.map(({ userNs, label, said }, index) => (
            <span key={userNs}>
              {index > 0 && ' · '}
              {saySlots(said)}: <PlainText text={sayPhone(label)} />
            </span>
          ))
        ) : (
          <PlainText text={decision} />
        )}
      </p>
    </>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: names have no identity of their own and may be equal
    <span key={index}>
      {index > 0 && ' or '}
      <PlainText text={name} />
    </span>
  ));
}

function NothingWaits() {
  return (
    <EmptyState
      icon={<IconCircleCheck aria-hidden />}
      title="Nothing waits for you"
      text="When a webhook with careful identification gets a request whose phone number, e-mail and other identifiers belong to different people, it waits here for your decision."
      action={
        <Button component={Link} href="/help/conflicts" variant="default">
          How that works
        </Button>
      }
    />
  );
}

function NothingDecided() {
  return (
    <EmptyState
      icon={<IconArrowsSplit2 aria-hidden />}
      title="No decisions yet"
      text="Conflicts that you have decided stay here with what came of them."
    />
  );
}
