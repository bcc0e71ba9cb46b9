import { useEffect } from 'react';

/**
 * Ctrl/Cmd-S saves; Ctrl/Cmd-Z, with Shift for the other way, undoes over the whole draft. Text boxes that are not part of the draft
 * (the code editor, names) keep their own undo.
 */
export function useShortcuts({ save, undo, redo }: { save: () => void; undo: () => void; redo: () => void }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 's' && !event.shiftKey) {
        event.preventDefault();
        save();
      } else if ((key === 'z' || key === 'y') && !hasOwnUndo(event.target)) {
        event.preventDefault();
        if (key === 'y' || event.shiftKey) redo();
        else undo();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [save, undo, redo]);
}

function hasOwnUndo(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('.monaco-editor')) return true;
  const isText =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio');
  return isText && target.dataset.draft === undefined;
}
