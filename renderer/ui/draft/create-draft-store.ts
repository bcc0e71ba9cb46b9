import { create } from 'zustand';
import {
  afterSave,
  applyEdit,
  type Draft,
  type Edit,
  endJoining,
  isDirty,
  keepMine,
  redo,
  type Saved,
  startDraft,
  takeSaved,
  undo,
  undoAll,
} from './draft.ts';

/** The drafts of one kind of thing, by its id. They live as long as the page does, so that walking about in the app loses nothing. */
export interface DraftStore<Config> {
  useDraft: (id: string) => Draft<Config> | undefined;
  /** The draft as it is now, outside of a component. */
  draftOf: (id: string) => Draft<Config> | undefined;
  /** Starts a draft, or tells the one there is what is saved now. `name` is what the owner calls its thing. */
  open: (id: string, saved: Saved<Config>, name: string) => void;
  edit: (id: string, edit: Edit<Config>) => void;
  endTyping: (id: string) => void;
  undoAll: (id: string) => void;
  keepMine: (id: string, saved: Saved<Config>) => void;
  takeNewer: (id: string, saved: Saved<Config>) => void;
  afterSave: (id: string, saved: Saved<Config>, sent: Config) => void;
  /** Takes the last edit back; answers what it was, or null when there is none. */
  undo: (id: string) => string | null;
  /** Does the last undone edit again; answers what it was, or null when there is none. */
  redo: (id: string) => string | null;
  /** Its thing is gone, and what was typed about it with it. */
  forget: (id: string) => void;
}

/** `tellUnsaved` hears the names of those with changes, whenever any draft changes. */
export function createDraftStore<Config>(tellUnsaved: (names: string[]) => void): DraftStore<Config> {
  const useDrafts = create<Readonly<Record<string, Draft<Config>>>>(() => ({}));
  const names = new Map<string, string>();

  useDrafts.subscribe((drafts) => {
    const unsaved = Object.keys(drafts).filter((id) => isDirty(drafts[id]!));
    tellUnsaved(unsaved.map((id) => names.get(id) ?? id));
  });

  const draftOf = (id: string) => useDrafts.getState()[id];
  const put = (id: string, draft: Draft<Config>) => {
    if (draftOf(id) !== draft) useDrafts.setState({ [id]: draft });
  };
  const change = (id: string, next: (draft: Draft<Config>) => Draft<Config>) => {
    const draft = draftOf(id);
    if (draft) put(id, next(draft));
  };

  return {
    draftOf,
    useDraft: (id) => useDrafts((drafts) => drafts[id]),
    open: (id, saved, name) => {
      names.set(id, name);
      const draft = draftOf(id);
      put(id, draft ? takeSaved(draft, saved) : startDraft(saved));
    },
    edit: (id, edit) => change(id, (draft) => applyEdit(draft, edit)),
    endTyping: (id) => change(id, endJoining),
    undoAll: (id) => change(id, undoAll),
    keepMine: (id, saved) => change(id, (draft) => keepMine(draft, saved)),
    takeNewer: (id, saved) => change(id, () => startDraft(saved)),
    afterSave: (id, saved, sent) => change(id, (draft) => afterSave(draft, saved, sent)),
    undo: (id) => {
      const label = draftOf(id)?.past.at(-1)?.label ?? null;
      change(id, undo);
      return label;
    },
    redo: (id) => {
      const label = draftOf(id)?.future.at(-1)?.label ?? null;
      change(id, redo);
      return label;
    },
    forget: (id) => {
      const { [id]: _, ...others } = useDrafts.getState();
      useDrafts.setState(others, true);
    },
  };
}
