import classes from './path.module.css';
import type { PathNote } from './path-notes.ts';

/** What is worth knowing about a path, with the other way offered where there is one. */
export function PathNoteLines({ notes, onUse }: { notes: readonly PathNote[]; onUse: (path: string) => void }) {
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
