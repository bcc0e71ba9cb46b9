import { useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import { giveFiles } from '#renderer/ui/given-files.ts';

/** Words that are dragged, into a box say, are the browser's business. */
const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A file that is dropped anywhere onto the window is looked at by the import, instead of being opened in the place of the app. */
export function DropFiles() {
  const [, navigate] = useLocation();
  const take = useEffectEvent((event: DragEvent) => {
    giveFiles([...(event.dataTransfer?.files ?? [])]);
    navigate('/import');
  });
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      take(event);
    };
    addEventListener('dragover', allow);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', allow);
      removeEventListener('drop', drop);
    };
  }, []);
  return null;
}
