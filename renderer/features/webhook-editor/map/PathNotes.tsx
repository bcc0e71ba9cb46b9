import { useMemo } from 'react';
import { useEditor } from '../editor-context.tsx';
import classes from './map.module.css';
import { pathNotes } from './path-notes.ts';

/** What is worth knowing about the path, with the other way offered where there is one. */
export function PathNotes({ path, onUse }: { path: string; onUse: (path: string) => void }) {
  const { root, items } = useEditor();
  const list = items?.place ?? null;
  const notes = useMemo(() => pathNotes(path, root, list), [path, root, list]);
  return notes.map(({ id, sentence, offer }) => (
    <div key={id} className={classes.note}>
      <span>{sentence}</span>
      {offer !== null && (
        <button type="button" className={classes.offer} onClick={() => onUse(offer.path)}>
          {offer.label}
        </button>
      )}
    </div>
  ));
}
