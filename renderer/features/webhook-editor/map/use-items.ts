import type { RefObject } from 'react';
import type { JsonTreeHandle } from '#renderer/json-tree/JsonTree.tsx';
import { announce } from '#renderer/ui/announce.tsx';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';
import { useEditor } from '../editor-context.tsx';
import { withItems, withoutItems } from './items-mode.ts';

/** One contact per item of a list (RC3), and one contact per request again. */
export function useItems(tree: RefObject<JsonTreeHandle | null>) {
  const { edit, showItem } = useEditor();

  return {
    split(place: Path, list: readonly JsonValue[]): void {
      const text = printPath(place);
      edit({ label: `One contact per item of ${text}`, change: (config) => withItems(config, place) });
      announce(`Each item of ${text} is a contact of its own now.`);
      showItem(0);
      // The button goes away with what it did; the keyboard goes to the values that can now be clicked.
      requestAnimationFrame(() => {
        tree.current?.reveal([...place, 0, ...firstKey(list[0])]);
        tree.current?.focus();
      });
    },

    join(): void {
      edit({ label: 'One contact per request', change: withoutItems });
      announce('The whole request is about one contact again.');
      requestAnimationFrame(() => tree.current?.focus());
    },
  };
}

export type Items = ReturnType<typeof useItems>;

function firstKey(item: JsonValue | undefined): Path {
  return isJsonObject(item) ? Object.keys(item).slice(0, 1) : [];
}
