import { Button, Text } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { announce } from '../announce.tsx';
import { Notice } from '../Notice.tsx';
import type { DraftStore } from './create-draft-store.ts';
import classes from './draft.module.css';
import { type Draft, isDirty, type Saved } from './draft.ts';

/** What an editor does to save, and how the last save went. */
export interface DraftSaving {
  isSaving: boolean;
  /** A newer version was saved elsewhere: nothing can be saved here until the owner has chosen between the two. */
  isBehind: boolean;
  problem: unknown;
  save: () => Promise<void>;
  forget: () => void;
}

export interface SaveBarProps<Config> {
  drafts: DraftStore<Config>;
  id: string;
  draft: Draft<Config>;
  saving: DraftSaving;
  /** Asks the engine for what is saved now. */
  newest: () => Promise<Saved<Config>>;
  /** Why the last save was refused, with the way to each place. */
  refused: ReactNode;
  /** What saving does not change. */
  note?: string | null;
}

/** Stands at the bottom while there are unsaved changes, and says what came of saving them. */
export function SaveBar<Config>(props: SaveBarProps<Config>) {
  return isDirty(props.draft) || props.saving.problem !== null ? <Bar {...props} /> : null;
}

function Bar<Config>(props: SaveBarProps<Config>) {
  const { drafts, id, draft, saving, refused, note = null } = props;
  const bar = useRef<HTMLElement>(null);

  // It goes away with the button that was pressed; the focus stays on the page, where the owner was reading.
  useLayoutEffect(() => {
    const { current } = bar;
    return () => {
      if (current?.contains(document.activeElement)) document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);

  return (
    <section ref={bar} className={classes.saveBar} aria-label="Unsaved changes">
      {saving.isBehind ? <Stale {...props} /> : refused}
      {isDirty(draft) && (
        <div className={classes.saveLine}>
          <Text size="sm" fw={500}>
            Unsaved changes
            {note !== null && <span className={classes.note}>{note}</span>}
          </Text>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              drafts.undoAll(id);
              saving.forget();
              announce('All changes taken back. Undo brings them back.');
            }}
          >
            Undo all
          </Button>
          <Button aria-busy={saving.isSaving} disabled={saving.isBehind} onClick={() => void saving.save()}>
            Save
          </Button>
        </div>
      )}
    </section>
  );
}

/** Somebody saved a newer version in the meantime: which of the two shall it be? */
function Stale<Config>({ drafts, id, saving, newest }: SaveBarProps<Config>) {
  return (
    <Notice tone="warn" isUrgent title="A newer version was saved elsewhere">
      <span>Keep yours and save it over the newer one, or take the newer one and drop your changes here.</span>
      <div className={classes.choices}>
        <Button
          size="compact-sm"
          onClick={() => {
            void newest().then((saved) => {
              drafts.keepMine(id, saved);
              saving.forget();
              announce('Your changes now stand on the newer version. Save keeps them.');
            });
          }}
        >
          Keep mine
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            void newest().then((saved) => {
              drafts.takeNewer(id, saved);
              saving.forget();
              announce('The newer version is here.');
            });
          }}
        >
          Take the newer one
        </Button>
      </div>
    </Notice>
  );
}

/** What could not be saved, each with the way to its place. */
export function Refused({
  title,
  advice,
  faults,
}: {
  title: string;
  advice: string;
  faults: readonly { id: string; place: string | null; message: string; onShow: (() => void) | null }[];
}) {
  return (
    <Notice tone="bad" isUrgent title={title}>
      <span>{advice}</span>
      <ul className={classes.faults}>
        {faults.map(({ id, place, message, onShow }) => (
          <li key={id}>
            {place !== null && <strong>{place}: </strong>}
            {message}{' '}
            {onShow !== null && (
              <Button size="compact-xs" variant="default" onClick={onShow}>
                Show
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
