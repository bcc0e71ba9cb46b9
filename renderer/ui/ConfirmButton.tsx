import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';

/** A button for what cannot be taken back: it asks first, and says in the dialog what failed. */
export function ConfirmButton({
  label,
  fullLabel,
  title,
  confirm,
  change,
  onConfirm,
  children,
}: {
  label: string;
  /** For screen readers, where several such buttons stand on a page. It begins with the label. */
  fullLabel?: string;
  title: ReactNode;
  confirm: string;
  change: { isPending: boolean; error: Error | null; reset: () => void };
  /** Does it; `done` is to be called once it is done. */
  onConfirm: (done: () => void) => void;
  /** What goes and what stays. */
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    change.reset();
    setOpen(true);
  };
  const close = () => setOpen(false);
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={fullLabel} onClick={open}>
        {label}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={close}
        title={title}
        confirm={confirm}
        change={change}
        onConfirm={() => onConfirm(close)}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
