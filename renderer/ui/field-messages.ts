import { DoorError } from '#renderer/door/client.ts';

/** The engine's message for one input, by its JSON Pointer in the request body (`/name`); null where it is content with it. */
export function detailFor(error: unknown, pointer: string): string | null {
  if (!(error instanceof DoorError)) return null;
  return error.details.find((detail) => detail.pointer === pointer)?.message ?? null;
}

/** The same for a form with one input: what the engine says that belongs to no input is said there too. */
export function messageFor(error: unknown, pointer: string): string | null {
  if (error === null || error === undefined) return null;
  return detailFor(error, pointer) ?? wholeMessage(error);
}

/** What went wrong and what to do, in one line. */
export function wholeMessage(error: unknown): string {
  return error instanceof DoorError ? `${error.message} ${error.next}` : 'This did not work. Try again.';
}
