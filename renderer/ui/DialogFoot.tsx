import { Button, Group, Text } from '@mantine/core';
import { wholeMessage } from './field-messages.ts';

/** How a dialog ends: what failed, the safe way out, which has the focus, and what was asked for (left out where it cannot be done). */
export function DialogFoot({
  confirm,
  change,
  onClose,
  onConfirm,
  isLoss = false,
  isReady = true,
}: {
  /** Words on the button, for example “Delete webhook”. */
  confirm: string | null;
  change: { isPending: boolean; error: Error | null };
  onClose: () => void;
  onConfirm: () => void;
  /** Something is lost by it. */
  isLoss?: boolean;
  /** False while there is nothing yet, or nothing more, to confirm. */
  isReady?: boolean;
}) {
  return (
    <>
      {change.error && (
        <Text role="alert" c="var(--mantine-color-error)" size="sm" mt="sm">
          {wholeMessage(change.error)}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        {confirm !== null && (
          <Button {...(isLoss && { color: 'red' })} onClick={onConfirm} loading={change.isPending} disabled={!isReady}>
            {confirm}
          </Button>
        )}
      </Group>
    </>
  );
}
