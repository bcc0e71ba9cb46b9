import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { DoorError } from '#renderer/door/client.ts';
import { EmptyState } from './EmptyState.tsx';

/** What could not be loaded: the engine's own sentence, the next step, and another try. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const known = error instanceof DoorError;
  return (
    <div role="alert">
      <EmptyState
        icon={<IconPlugConnectedX aria-hidden />}
        title={known ? error.message : 'This could not be shown.'}
        text={known ? [error.next, error.id && `(${error.id})`].filter(Boolean).join(' ') : 'Try again.'}
        action={
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        }
      />
    </div>
  );
}
