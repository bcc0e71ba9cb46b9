import { Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { DialogFoot } from './DialogFoot.tsx';

/** Asks before something is lost. The safe way out has the focus; what failed is said in the dialog. */
export function ConfirmDialog({
  isOpen,
  onClose,
  title,
  confirm,
  change,
  onConfirm,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Words on the button, for example “Delete webhook”. */
  confirm: string;
  change: { isPending: boolean; error: Error | null };
  onConfirm: () => void;
  /** What goes and what stays. */
  children: ReactNode;
}) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <Text component="div" c="dimmed">
        {children}
      </Text>
      <DialogFoot isLoss {...{ confirm, change, onClose, onConfirm }} />
    </Modal>
  );
}
