import { Anchor, Button, Group } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useConflicts } from '#renderer/door/queries.ts';
import { Merges } from '#renderer/ui/merge/Merges.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { ConflictDetail } from '#shared/contract/conflict.ts';
import { sayDecision } from './conflict-words.ts';
import classes from './conflicts.module.css';

/** What came of it, with the way to the entry and back out of a merge. */
export function Decided({ conflict }: { conflict: ConflictDetail }) {
  const { contact, decidedAt, deliveryId, receipt, merges } = conflict;
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
