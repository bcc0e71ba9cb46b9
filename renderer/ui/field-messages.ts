import { DoorError } from '#renderer/door/client.ts';

/** The engine's message for one input, by its JSON Pointer in the request body (`/name`); null where it is content with it. */
export function detailFor(error: unknown, pointer: string): string | null {
  if (!(error instanceof DoorError)) return null;
  return error.details.find((detail) => detail.pointer === pointer)?.message ?? null;
}

/** What the engine says that none of these inputs shows, for the foot of a form; null where there is nothing more to say. */
export function unplacedMessage(error: unknown, pointers: readonly string[]): string | null {
  if (error === null || error === undefined) return null;
  if (!(error instanceof DoorError) || error.details.length === 0) return wholeMessage(error);
  const unplaced = error.details.filter((detail) => !pointers.includes(detail.pointer));
  return unplaced.length === 0 ? null : unplaced.map((detail) => detail.message).join(' ');
}

/** For a form with one input, which says everything. */
export function messageFor(error: unknown, pointer: string): string | null {
  if (error === null || error === undefined) return null;
  return detailFor(error, pointer) ?? wholeMessage(error);
}

/** What went wrong and what to do, in one line. */
export function wholeMessage(error: unknown): string {
  return error instanceof DoorError ? `${error.message} ${error.next}` : 'This did not work. Try again.';
}
