import { useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import { FILE_PAGES, giveFiles, pageForFiles } from '#renderer/ui/given-files.ts';

/** Words that are dragged, into a box say, are the browser's business. */
const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A file that is dropped anywhere onto the window is looked at by the import of webhooks or of contacts, instead of being opened in the place of the app. */
export function DropFiles() {
  const [path, navigate] = useLocation();
  const take = useEffectEvent((event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    const page = pageForFiles(
      files.map(({ name }) => name),
      path,
    );
    giveFiles({ files, page });
    navigate(FILE_PAGES[page]);
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
