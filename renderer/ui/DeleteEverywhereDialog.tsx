import type { ReactNode } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { deleteWithUndo } from './delete-with-undo.tsx';
import { PlainText } from './PlainText.tsx';

/** Says what goes before it deletes, from wherever it is used, and then offers the way back. */
export function DeleteEverywhereDialog({
  isOpen,
  onClose,
  name,
  noun,
  isUsed,
  change,
  remove,
  undo,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  name: string;
  noun: 'flow' | 'field';
  isUsed: boolean;
  change: { isPending: boolean; error: Error | null };
  remove: () => Promise<unknown>;
  undo: () => Promise<unknown>;
  /** Where it is used, and what goes with it. */
  children: ReactNode;
}) {
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={
        <>
          Delete <PlainText text={name} />?
        </>
      }
      confirm={isUsed ? 'Delete it everywhere' : `Delete ${noun}`}
      change={change}
      onConfirm={() => void deleteWithUndo({ name, remove, onDeleted: onClose, undo })}
    >
      {children}
      <p>For a minute that can be undone in the note that follows.</p>
    </ConfirmDialog>
  );
}
