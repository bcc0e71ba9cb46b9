import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { wholeMessage } from './field-messages.ts';

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
      {change.error && (
        <Text role="alert" c="var(--mantine-color-error)" mt="sm">
          {wholeMessage(change.error)}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red" onClick={onConfirm} loading={change.isPending}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
