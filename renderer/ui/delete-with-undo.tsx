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
  /** What it is about: a later note about the same takes the place of this one, whose undo would mean something else by then. */
  about?: string;
  /** What was done. */
  done: string;
  undo: () => Promise<unknown>;
  /** What is said where that does not work. */
  failed: string;
}

/** Says in a note what was done, and offers the way back for a minute. */
export function offerUndo(undoable: Undoable): void {
  const { done, undo, failed, about } = undoable;
  tellUndo(<PlainText text={done} />, about, () => {
    undo().catch((error: unknown) => {
      tellFailure(failed, error);
      // What is in its way can be changed.
      if (error instanceof DoorError && error.code === 'NOT_PUT_BACK') offerUndo(undoable);
    });
  });
}

/** So many can be taken back at once: an older note gives way, so that a newer one does not wait behind it unseen. */
const MOST_OFFERED = 2;
const offered: string[] = [];
const offeredAbout = new Map<string, string>();

/** What was done a moment ago, with the way back. */
function tellUndo(what: ReactNode, about: string | undefined, undo: () => void): void {
  const before = about === undefined ? undefined : offeredAbout.get(about);
  if (before !== undefined) notifications.hide(before);
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
  if (about !== undefined) offeredAbout.set(about, id);
  offered.push(id);
  for (const older of offered.splice(0, Math.max(0, offered.length - MOST_OFFERED))) notifications.hide(older);
}
