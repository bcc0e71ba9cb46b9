import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { announce } from '../announce.tsx';
import type { DraftStore } from './create-draft-store.ts';
import classes from './draft.module.css';
import type { Draft } from './draft.ts';

/** Undo and redo for everything that a draft holds; each says what it would do. */
export function UndoButtons<Config>({
  drafts,
  id,
  draft,
}: {
  drafts: DraftStore<Config>;
  id: string;
  draft: Draft<Config>;
}) {
  const last = draft.past.at(-1);
  const next = draft.future.at(-1);
  return (
    <div className={classes.undo}>
      <Tooltip label={last ? `Undo: ${last.label}` : 'Nothing to undo'}>
        <ActionIcon
          id={UNDO}
          aria-label="Undo"
          aria-disabled={!last}
          mod={{ disabled: !last }}
          onClick={() => undoAloud(drafts, id)}
        >
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={next ? `Redo: ${next.label}` : 'Nothing to redo'}>
        <ActionIcon
          aria-label="Redo"
          aria-disabled={!next}
          mod={{ disabled: !next }}
          onClick={() => redoAloud(drafts, id)}
        >
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

const UNDO = 'undo';

export function undoAloud<Config>(drafts: DraftStore<Config>, id: string): void {
  keepFocus();
  const label = drafts.undo(id);
  announce(label === null ? 'There is nothing to undo.' : `Undone: ${label}`);
}

export function redoAloud<Config>(drafts: DraftStore<Config>, id: string): void {
  keepFocus();
  const label = drafts.redo(id);
  announce(label === null ? 'There is nothing to redo.' : `Done again: ${label}`);
}

/** What has the focus may be drawn anew elsewhere, or go: then the focus goes after it, or to the undo button. */
function keepFocus(): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    if (before === null || before.isConnected) return;
    (document.getElementById(before.id) ?? document.getElementById(UNDO))?.focus();
  });
}
