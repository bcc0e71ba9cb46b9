import { Anchor, Button } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useDeleteConflictRule, useRestoreConflictRule } from '#renderer/door/mutations.ts';
import { useConflictRules } from '#renderer/door/queries.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { changeWithUndo } from '#renderer/ui/delete-with-undo.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayValue } from '#renderer/ui/phones/say-phone.ts';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { ConflictRule } from '#shared/contract/conflict.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import classes from './conflicts.module.css';

/** Decisions that are made by themselves from now on, each to be forgotten again. */
export function RememberedList() {
  const rules = useConflictRules();
  return (
    <Loaded query={rules} skeleton={<RowsSkeleton rows={3} />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <NothingRemembered />;
        return (
          <>
            <ul className={classes.list} aria-label="Remembered decisions">
              {items.map((rule) => (
                <li key={rule.id} className={classes.entry}>
                  <Rule rule={rule} />
                </li>
              ))}
            </ul>
            <ShowOlder query={rules} mt="md" />
          </>
        );
      }}
    </Loaded>
  );
}

function Rule({ rule: { id, webhookName, said, contact, createdAt } }: { rule: ConflictRule }) {
  const forget = useDeleteConflictRule();
  const restore = useRestoreConflictRule();
  const [isAsked, setAsked] = useState(false);
  const params = { id };
  const forgetIt = () =>
    changeWithUndo({
      change: () => forget.mutateAsync({ params }),
      onDone: () => setAsked(false),
      offer: () => ({
        done: 'The decision is forgotten.',
        undo: () => restore.mutateAsync({ params }),
        failed: 'The decision is not remembered again.',
      }),
    });
  return (
    <div className={classes.rule}>
      <div>
        <p className={classes.entryTitle}>
          {said.map(({ slot, value }, index) => (
            <span key={slot}>
              {index > 0 && ' and '}
              {SLOT_LABELS[slot]} <PlainText text={sayValue(slot, value)} />
            </span>
          ))}
        </p>
        <p className={classes.entryWhy}>
          {contact === null ? (
            'The contact was deleted, so such requests wait for you again.'
          ) : (
            <>
              is about{' '}
              <Anchor
                component={Link}
                href={`/contacts/${encodeURIComponent(contact.userNs)}`}
                inherit
                underline="always"
              >
                <PlainText text={sayPhone(contact.label)} />
              </Anchor>
            </>
          )}
        </p>
        <p className={classes.soft}>
          <PlainText text={webhookName} /> · decided <RelativeTime at={createdAt} />
        </p>
      </div>
      <Button variant="default" size="compact-sm" onClick={() => setAsked(true)}>
        Forget…
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title="Forget this decision?"
        confirm="Forget decision"
        change={forget}
        onConfirm={() => void forgetIt()}
      >
        The next such request waits for you again. What was decided by it so far stays. For a minute that can be undone
        in the note that follows.
      </ConfirmDialog>
    </div>
  );
}

function NothingRemembered() {
  return (
    <EmptyState
      icon={<IconBookmark aria-hidden />}
      title="Nothing is remembered"
      text="Tick “Remember this” when you decide a conflict, and requests with the same identifiers of the same people are decided the same way."
    />
  );
}
