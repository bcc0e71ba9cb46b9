import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import { keys } from '#renderer/door/keys.ts';
import { announce } from './announce.tsx';
import { isDirty } from './draft/draft.ts';
import { keepMyDraft, takeNewer, undoAllEdits } from './draft/draft-store.ts';
import classes from './editor.module.css';
import { useEditor } from './editor-context.tsx';
import { Notice } from './Notice.tsx';
import { goToRow } from './places.ts';
import { targetLabel } from './targets.ts';
import type { Save } from './use-save.ts';

/** Stands at the bottom while there are unsaved changes, and says what came of saving them. */
export function SaveBar({ saving }: { saving: Save }) {
  const { draft } = useEditor();
  return isDirty(draft) || saving.problem !== null ? <Bar saving={saving} /> : null;
}

function Bar({ saving }: { saving: Save }) {
  const { webhook, draft } = useEditor();
  const bar = useRef<HTMLElement>(null);
  const hasChanges = isDirty(draft);

  // It goes away with the button that was pressed; the focus stays on the page, where the owner was reading.
  useLayoutEffect(() => {
    const { current } = bar;
    return () => {
      if (current?.contains(document.activeElement)) document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);

  return (
    <section ref={bar} className={classes.saveBar} aria-label="Unsaved changes">
      {saving.isBehind ? <Stale saving={saving} /> : saving.problem?.kind === 'refused' && <Refused saving={saving} />}
      {hasChanges && (
        <div className={classes.saveLine}>
          <Text size="sm" fw={500}>
            Unsaved changes
          </Text>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              undoAllEdits(webhook.id);
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
function Stale({ saving }: { saving: Save }) {
  const { webhook } = useEditor();
  const cache = useQueryClient();

  async function newest() {
    await cache.refetchQueries({ queryKey: keys.webhook(webhook.id) });
    return cache.getQueryData<typeof webhook>(keys.webhook(webhook.id)) ?? webhook;
  }

  return (
    <Notice tone="warn" isUrgent title="A newer version was saved elsewhere">
      <span>Keep yours and save it over the newer one, or take the newer one and drop your changes here.</span>
      <div className={classes.alertButtons}>
        <Button
          size="compact-sm"
          onClick={() => {
            void newest().then((webhook) => {
              keepMyDraft(webhook);
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
            void newest().then((webhook) => {
              takeNewer(webhook);
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

/** What could not be saved, with the way to each place. */
function Refused({ saving }: { saving: Save }) {
  const { fieldNames } = useEditor();
  if (saving.problem?.kind !== 'refused') return null;
  const { title, advice, faults } = saving.problem;
  return (
    <Notice tone="bad" isUrgent title={title}>
      <span>{advice}</span>
      <ul className={classes.faults}>
        {faults.map(({ pointer, message, target }) => (
          <li key={pointer}>
            {target !== null && <strong>{targetLabel(target, fieldNames)}: </strong>}
            {message}{' '}
            {target !== null && (
              <Button size="compact-xs" variant="default" onClick={() => goToRow(target)}>
                Show
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
