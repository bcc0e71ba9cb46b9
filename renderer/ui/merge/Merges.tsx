import { Anchor, Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useUndoMerge } from '#renderer/door/mutations.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Merge } from '#shared/contract/contact.ts';
import type { UndoMergeAnswer } from '#shared/contract/merge.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from './merge.module.css';

/** What was merged into a contact, each with the way back, and what came of going it. */
export function Merges({ merges }: { merges: readonly Merge[] }) {
  const undo = useUndoMerge();
  const standing = merges.filter(({ undoneAt }) => undoneAt === null);
  if (standing.length === 0 && undo.data === undefined) return null;
  return (
    <div className={classes.merges}>
      {standing.map((merge) => (
        <div key={merge.id} className={classes.merge}>
          <p>
            <PlainText text={sayPhone(merge.from.label)} /> became part of{' '}
            <PlainText text={sayPhone(merge.keep.label)} />{' '}
            <span className={classes.soft}>
              <RelativeTime at={merge.at} />
            </span>
          </p>
          <Button
            variant="default"
            size="compact-sm"
            loading={undo.isPending && undo.variables.params.id === merge.id}
            onClick={() => undo.mutate({ params: { id: merge.id } })}
            aria-label={`Undo merge of ${visibleText(sayPhone(merge.from.label))}`}
          >
            Undo merge
          </Button>
        </div>
      ))}
      {undo.error && (
        <p role="alert" className={classes.fault}>
          {wholeMessage(undo.error)}
        </p>
      )}
      {undo.data && <Apart answer={undo.data} />}
    </div>
  );
}

/** The button that did it is gone, so the keyboard goes on from here. */
function Apart({ answer: { from, left } }: { answer: UndoMergeAnswer }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} role="status" tabIndex={-1} className={classes.apart}>
      <p>
        The merge is undone:{' '}
        <Anchor component={Link} href={`/contacts/${encodeURIComponent(from.userNs)}`} inherit underline="always">
          <PlainText text={sayPhone(from.label)} />
        </Anchor>{' '}
        is a contact again.
      </p>
      {left.length > 0 && (
        <ul>
          {left.map((sentence) => (
            <li key={sentence}>
              <PlainText text={sayPhonesIn(sentence)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
