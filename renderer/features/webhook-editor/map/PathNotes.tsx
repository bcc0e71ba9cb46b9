import { useMemo } from 'react';
import { PathNoteLines } from '#renderer/ui/path/PathNoteLines.tsx';
import { pathNotes } from '#renderer/ui/path/path-notes.ts';
import { useEditor } from '../editor-context.tsx';

/** What the sample tells about the path. */
export function PathNotes({ path, onUse }: { path: string; onUse: (path: string) => void }) {
  const { root, items } = useEditor();
  const list = items?.place ?? null;
  const notes = useMemo(() => pathNotes(path, root, list), [path, root, list]);
  return <PathNoteLines notes={notes} onUse={onUse} />;
}
