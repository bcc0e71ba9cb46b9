import { type DragEvent, useState } from 'react';
import { announce } from '#renderer/ui/announce.tsx';
import { findStep, type ListId, moveTo, placeOf } from '../draft/tree.ts';
import { useFlowEditor } from '../flow-context.tsx';
import { goToStep } from '../places.ts';
import { movedWords, placeWords } from './place-words.ts';

/** The step that is being dragged. What a drag carries cannot be read before it is dropped. */
let dragged: string | null = null;

/** For the handle of a step. */
export function dragHandle(id: string) {
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      dragged = id;
      // Firefox drags nothing that carries nothing.
      dataTransfer.setData('application/x-fieldhook-step', id);
      dataTransfer.effectAllowed = 'move';
    },
    onDragEnd: () => {
      dragged = null;
    },
  };
}

/** For a list of steps: a step goes before or after the one it is held over, whichever half it is. `over` is the gap that it would go into. */
export function useDropping(list: ListId) {
  const { steps, fieldNames, editSteps } = useFlowEditor();
  const [over, setOver] = useState<number | null>(null);

  /** The gap under the pointer and the steps as they would be; null where nothing would move. */
  const moveAt = ({ currentTarget, clientY }: DragEvent) => {
    if (dragged === null) return null;
    const items = [...currentTarget.children];
    const below = items.findIndex((item) => {
      const { top, height } = item.getBoundingClientRect();
      return clientY < top + height / 2;
    });
    const index = below === -1 ? items.length - 1 : below;
    const moved = moveTo(steps, dragged, { list, index });
    const [from, to] = [placeOf(steps, dragged), placeOf(moved, dragged)];
    return JSON.stringify(from) === JSON.stringify(to) ? null : { id: dragged, index, moved };
  };
  const handlers = {
    onDragOver: (event: DragEvent) => {
      // The innermost list takes it.
      event.stopPropagation();
      const move = moveAt(event);
      setOver(move?.index ?? null);
      if (move !== null) event.preventDefault();
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      event.stopPropagation();
      setOver(null);
      const move = moveAt(event);
      dragged = null;
      const step = move && findStep(steps, move.id);
      if (!step) return;
      event.preventDefault();
      editSteps(movedWords(step, fieldNames), () => move.moved);
      announce(placeWords(move.moved, step.id, fieldNames));
      goToStep(step.id);
    },
  };
  return { over, handlers };
}
