import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

/** Long enough to be reached by keyboard. */
const SHOWN_MS = 60_000;

/** What was done a moment ago, with the way back. */
export function tellUndo(what: ReactNode, undo: () => void): void {
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
