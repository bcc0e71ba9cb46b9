import { type DragEvent, useState } from 'react';
import { PATH_DRAG_TYPE } from '#renderer/json-tree/JsonTree.tsx';
import { parsePath } from '#shared/json-path/parse-path.ts';
import type { Path } from '#shared/json-path/path.ts';

/** Takes rows that are dragged out of the tree. Spread `props` on the element; `isOver` while one hovers above it. */
export function useDropTarget(onPath: (path: Path) => void) {
  const [isOver, setIsOver] = useState(false);
  return {
    isOver,
    props: {
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(PATH_DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setIsOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
      },
      onDrop: (event: DragEvent) => {
        setIsOver(false);
        const parsed = parsePath(event.dataTransfer.getData(PATH_DRAG_TYPE));
        if (!parsed.ok || parsed.singular === null) return;
        event.preventDefault();
        onPath(parsed.singular);
      },
    },
  };
}
