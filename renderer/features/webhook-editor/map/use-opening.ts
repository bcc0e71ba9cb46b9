import type { RefObject } from 'react';
import type { JsonTreeHandle } from '#renderer/json-tree/JsonTree.tsx';
import { announce } from '#renderer/ui/announce.tsx';
import type { Path } from '#shared/json-path/path.ts';
import { useEditor } from '../editor-context.tsx';
import { targetLabel } from '../targets.ts';
import { openingPath, targetsInside, withOpened, withoutOpened } from './opened-texts.ts';

/** Opening texts of the payload as JSON and closing them again (RC3). */
export function useOpening(tree: RefObject<JsonTreeHandle | null>) {
  const { root, items, opening, draft, fieldNames, edit } = useEditor();
  const list = items?.place ?? null;

  return {
    open(place: Path): void {
      const text = openingPath(place, list);
      edit({ label: `${text} opened as JSON`, change: (config) => withOpened(config, place, list) });
      announce(`${text} is opened: its values can be clicked.`);
      // The button goes away with what it did; the keyboard goes to what has appeared.
      requestAnimationFrame(() => {
        tree.current?.reveal(place);
        tree.current?.focus();
      });
    },

    close(place: Path): void {
      if (root === undefined) return;
      const text = openingPath(place, list);
      edit({
        label: `${text} shown as text`,
        change: (config) => withoutOpened(config, root, opening.opened, place, list),
      });
      announce(`${text} is a text again.`);
      requestAnimationFrame(() => tree.current?.focus());
    },

    /** A path that opens nothing in this sample is given up. */
    forget(path: string): void {
      edit({
        label: `${path} no longer opened`,
        change: (config) => ({ ...config, openStrings: config.openStrings.filter((one) => one !== path) }),
      });
      announce(`${path} is no longer opened.`);
      requestAnimationFrame(() => tree.current?.focus());
    },

    /** What would be emptied if the text at a place were text again. */
    losses: (place: Path): string[] =>
      root === undefined
        ? []
        : targetsInside(draft.config, root, place, list).map((target) => targetLabel(target, fieldNames)),
  };
}

export type Opening = ReturnType<typeof useOpening>;
