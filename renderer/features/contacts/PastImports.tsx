import { Button, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { useUndoImport } from '#renderer/door/mutations.ts';
import { usePastImports } from '#renderer/door/queries.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { UNDO_DAYS } from '#shared/contract/contact-import.ts';
import classes from './import.module.css';
import { sayPastImport, sayUndo } from './import-words.ts';

/** The imports of the last days, each with the way back. Nothing where there was none. */
export function PastImports() {
  const imports = usePastImports().data ?? [];
  const [asked, setAsked] = useState<string | null>(null);
  const undo = useUndoImport();
  const sought = new URLSearchParams(useSearch()).get('run');
  const found = useRef<HTMLLIElement>(null);
  const isFound = imports.some(({ id }) => id === sought);
  useEffect(() => {
    if (isFound) found.current?.focus();
  }, [isFound]);
  const close = () => {
    setAsked(null);
    undo.reset();
  };
  if (imports.length === 0) return null;
  return (
    <section className={classes.past} aria-labelledby="past-imports">
      <h2 id="past-imports">Earlier imports</h2>
      <p className={classes.hint}>Each can be undone for {UNDO_DAYS} days, unless somebody is erased meanwhile.</p>
      <ol aria-label="Imports">
        {imports.map((one) => (
          <li key={one.id} {...(one.id === sought && { ref: found, tabIndex: -1, 'data-sought': true })}>
            <div>
              <RelativeTime at={one.at} /> · {sayPastImport(one)}
              {one.undo !== null && <p role="status">{sayUndo(one.undo)}</p>}
              {one.undo === null && one.undoneAt !== null && (
                <p>
                  Undone <RelativeTime at={one.undoneAt} />.
                </p>
              )}
              {one.undo?.state === 'running' && (
                <Progress
                  mt={6}
                  value={one.undo.total === 0 ? 100 : (one.undo.done / one.undo.total) * 100}
                  aria-label="People done"
                />
              )}
            </div>
            {one.undoneAt === null && one.undo?.state !== 'running' && (
              <Button variant="default" size="compact-sm" onClick={() => setAsked(one.id)}>
                Undo…
              </Button>
            )}
          </li>
        ))}
      </ol>
      <ConfirmDialog
        isOpen={asked !== null}
        onClose={close}
        title="Undo this import?"
        confirm="Undo import"
        change={undo}
        onConfirm={() => asked !== null && undo.mutate({ params: { id: asked } }, { onSuccess: close })}
      >
        <p>
          People it added go, with the values it gave them. Values it replaced or filled in are as they were before.
        </p>
        <p>
          What has been used or changed since stays: people with a request, a message, a flow or an edit of their own,
          and values that were changed again.
        </p>
      </ConfirmDialog>
    </section>
  );
}
