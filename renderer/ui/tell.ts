import { notifications } from '@mantine/notifications';
import { DoorError } from '#renderer/door/client.ts';

/** What came of a change, where nothing on the page shows it. */
export function tell(what: string): void {
  notifications.show({ message: what, withBorder: true, autoClose: 12_000 });
}

/** A change that did not work and has no form to say so beside. */
export function tellFailure(what: string, error: unknown): void {
  notifications.show({
    title: what,
    message: error instanceof DoorError ? `${error.message} ${error.next}` : 'Try again.',
    color: 'red',
    withBorder: true,
    autoClose: 12_000,
  });
}
