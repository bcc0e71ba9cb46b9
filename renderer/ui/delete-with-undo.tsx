import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { DoorError } from '#renderer/door/client.ts';
import { PlainText } from './PlainText.tsx';
import { tellFailure } from './tell.ts';

/** Long enough to be reached by keyboard. */
const SHOWN_MS = 60_000;

/**
 * Changes something, and then offers the way back in a note. Whoever asked tells of a change that did not work; what asked may be gone with what was
 * changed, so nothing here hangs on it.
 */
export async function changeWithUndo<Answer>({
  change,
  onDone,
  offer,
}: {
  change: () => Promise<Answer>;
  onDone: () => void;
  offer: (answer: Answer) => Undoable;
}): Promise<void> {
  let answer: Answer;
  try {
    answer = await change();
  } catch {
    return;
  }
  onDone();
  offerUndo(offer(answer));
}

/** Deletes, and then offers the way back. */
export function deleteWithUndo({
  name,
  remove,
  onDeleted,
  undo,
}: {
  name: string;
  remove: () => Promise<unknown>;
  onDeleted: () => void;
  undo: () => Promise<unknown>;
}): Promise<void> {
  const undoable = { done: `${name} is deleted.`, undo, failed: `${name} could not be put back` };
  return changeWithUndo({ change: remove, onDone: onDeleted, offer: () => undoable });
}

interface Undoable {
  /** What was done. */
  done: string;
  undo: () => Promise<unknown>;
  /** What is said where that does not work. */
  failed: string;
}

/** Says in a note what was done, and offers the way back for a minute. */
export function offerUndo({ done, undo, failed }: Undoable): void {
  tellUndo(<PlainText text={done} />, () => {
    undo().catch((error: unknown) => {
      tellFailure(failed, error);
      // What is in its way can be changed.
      if (error instanceof DoorError && error.code === 'NOT_PUT_BACK') offerUndo({ done, undo, failed });
    });
  });
}

/** What was done a moment ago, with the way back. */
function tellUndo(what: ReactNode, undo: () => void): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{what}</span>
        <Button
          variant="default"
          size="compact-sm"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
    withBorder: true,
    autoClose: SHOWN_MS,
  });
}
