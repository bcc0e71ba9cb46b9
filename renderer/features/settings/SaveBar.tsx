import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { DoorError } from '#renderer/door/client.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import classes from './settings.module.css';

/** Stays in view while there is something to save, and says what became of it. */
export function SaveBar({
  isChanged,
  isSaving,
  wasSaved,
  error,
  warning,
  onDiscard,
}: {
  isChanged: boolean;
  isSaving: boolean;
  wasSaved: boolean;
  error: Error | null;
  /** What saving would do beyond what the inputs say. */
  warning?: ReactNode;
  onDiscard: () => void;
}) {
  const status = useRef<HTMLSpanElement>(null);
  const wasChanged = useRef(isChanged);
  // The buttons go with the last change, and the focus would go with them.
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (wasChanged.current && !isChanged && isLost) status.current?.focus({ preventScroll: true });
    const { activeElement } = document;
    if (!wasChanged.current && isChanged && activeElement instanceof HTMLInputElement)
      activeElement.scrollIntoView({ block: 'nearest' });
    wasChanged.current = isChanged;
  }, [isChanged]);
  return (
    <div className={classes.saveBar} data-shown={isChanged || undefined}>
      <span ref={status} tabIndex={-1} role="status" className={classes.saveState}>
        {wasSaved && (
          <span className={classes.saved}>
            <IconCheck size={16} aria-hidden /> Saved
          </span>
        )}
        {isChanged && (error ? <span className={classes.fault}>{refusal(error)}</span> : 'Not saved yet')}
        {isChanged && warning}
      </span>
      {isChanged && (
        <>
          <Button variant="default" onClick={onDiscard}>
            Discard
          </Button>
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </>
      )}
    </div>
  );
}

/** Faults that belong to an input are shown there. */
function refusal(error: Error): string {
  return error instanceof DoorError && error.details.length > 0
    ? 'Not saved: please look at the marked places.'
    : wholeMessage(error);
}
