import { dialog } from 'electron';
import { z } from 'zod';

/** What the page tells of one kind of drafts: the names of those that have changes. A form's name says what it is (“the new contact”). */
export const UnsavedSchema = z.tuple([z.enum(['webhook', 'flow', 'form']), z.array(z.string().max(200)).max(500)]);
type Kind = z.infer<typeof UnsavedSchema>[0];

export interface Unsaved {
  tell(kind: Kind, names: readonly string[]): void;
  /** The page is gone, and its drafts with it. */
  forget(): void;
  /** What would be lost with the page, in words; null when nothing. */
  words(): string | null;
}

export function createUnsaved(): Unsaved {
  const known = new Map<Kind, readonly string[]>();
  return {
    tell: (kind, names) => void known.set(kind, names),
    forget: () => known.clear(),
    words() {
      const all = [...known].flatMap(([kind, names]) =>
        names.map((name) => (kind === 'form' ? name : `the ${kind} “${name}”`)),
      );
      return all.length === 0 ? null : `Changes that have not been saved would be lost: ${all.join(', ')}.`;
    },
  };
}

/** Asks only where something would be lost. Requests are received meanwhile. */
export async function mayLose(unsaved: Unsaved): Promise<boolean> {
  const detail = unsaved.words();
  if (detail === null) return true;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Quit Fieldhook without saving?',
    detail,
    buttons: ['Stay', 'Quit without saving'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
