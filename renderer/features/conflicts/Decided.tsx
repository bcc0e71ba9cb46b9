import { Anchor, Button, Group } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useUndoDecision } from '#renderer/door/mutations.ts';
import { useConflicts } from '#renderer/door/queries.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Merges } from '#renderer/ui/merge/Merges.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { formatShort } from '#renderer/ui/time/format-time.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import type { ConflictDetail } from '#shared/contract/conflict.ts';
import { sayDecision } from './conflict-words.ts';
import classes from './conflicts.module.css';

/** The way back, as long as there is one, and else why there is none. */
function Undo({ id, undo: { until, sentence } }: { id: string; undo: NonNullable<ConflictDetail['undo']> }) {
  const change = useUndoDecision();
  const business = useBusiness();
  const now = useNow();
  if (until === null)
    return (
      <p className={classes.soft}>
        <PlainText text={sayPhonesIn(sentence)} />
      </p>
    );
  if (Date.parse(until) <= now) return null;
  return (
    <Group gap="sm">
      <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ params: { id } })}>
        Undo the decision
      </Button>
      <span className={classes.soft}>possible until {formatShort(until, now, business)}, while nothing went out</span>
      {change.error && <p role="alert">{wholeMessage(change.error)}</p>}
    </Group>
  );
}

/** What came of it, with the way to the entry and back out of a merge. */
export function Decided({ conflict }: { conflict: ConflictDetail }) {
  const { id, contact, decidedAt, deliveryId, receipt, merges, undo } = conflict;
  const isUndone = merges.length > 0 && merges.every(({ undoneAt }) => undoneAt !== null);
  const decision = sayDecision(conflict, sayPhone(contact?.label ?? 'a contact that was deleted since')) ?? '';
  const next = useConflicts('open').data?.pages[0]?.items[0];
  const place = useRef<HTMLElement>(null);
  // The buttons that decided are gone: the keyboard goes on from here.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) place.current?.focus();
  }, []);
  return (
    <section ref={place} tabIndex={-1} className={classes.decided} aria-labelledby="decision">
      <IconCircleCheck size={22} stroke={1.75} aria-hidden />
      <div className={classes.decision}>
        <div role="status">
          <h2 id="decision">
            <PlainText text={isUndone ? `${decision}, undone since` : decision} />
          </h2>
          <p className={classes.soft}>
            {receipt && <PlainText text={sayPhonesIn(receipt.sentence)} />} Decided{' '}
            {decidedAt && <RelativeTime at={decidedAt} />}.
          </p>
        </div>
        <Group gap="md">
          <Anchor component={Link} href={`/log/${encodeURIComponent(deliveryId)}`}>
            See the log entry
          </Anchor>
          {contact && (
            <Anchor component={Link} href={`/contacts/${encodeURIComponent(contact.userNs)}`}>
              Open <PlainText text={sayPhone(contact.label)} />
            </Anchor>
          )}
        </Group>
        {undo && <Undo id={id} undo={undo} />}
        <Merges merges={merges} />
        {next && (
          <Button component={Link} href={`/conflicts/${encodeURIComponent(next.id)}`} variant="light" w="fit-content">
            Next conflict
          </Button>
        )}
      </div>
    </section>
  );
}
