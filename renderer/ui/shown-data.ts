import { DoorError } from '#renderer/door/client.ts';

interface Loading<Data> {
  data: Data | undefined;
  error: Error | null;
}

/** Whether what was asked for is not there (any more). */
export function isGone({ error }: Pick<Loading<unknown>, 'error'>): boolean {
  return error instanceof DoorError && error.code === 'NOT_FOUND';
}

/** What there is to show: also what was loaded before an error, but never what has been deleted since. */
export function shownData<Data>({ data, error }: Loading<Data>): Data | undefined {
  return isGone({ error }) ? undefined : data;
}
