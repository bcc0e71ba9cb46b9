import { useCallback } from 'react';
import { useDeliveries } from '#renderer/door/queries.ts';
import { AddressStep } from './address/AddressStep.tsx';
import { Announcer } from './announce.tsx';
import { CheckStep } from './check/CheckStep.tsx';
import classes from './editor.module.css';
import { useEditor } from './editor-context.tsx';
import { HandlingStep } from './handling/HandlingStep.tsx';
import { MapStep } from './map/MapStep.tsx';
import { SaveBar } from './SaveBar.tsx';
import { redoAloud, StepNav, undoAloud } from './StepNav.tsx';
import { SampleStep } from './sample/SampleStep.tsx';
import { useSave } from './use-save.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The five steps on one page, in their order, none of them locked. */
export function Editor() {
  const { webhook, draft } = useEditor();
  const { id } = webhook;
  const saving = useSave(webhook, draft);
  const requests = useDeliveries({ webhookId: id }).data?.pages[0]?.items.length ?? 0;
  const { save } = saving;

  useShortcuts({
    save: useCallback(() => void save(), [save]),
    undo: useCallback(() => undoAloud(id), [id]),
    redo: useCallback(() => redoAloud(id), [id]),
  });

  return (
    <div className={classes.editor}>
      <StepNav requests={requests} />
      <AddressStep />
      <SampleStep />
      <MapStep />
      <HandlingStep />
      <CheckStep saving={saving} />
      <SaveBar saving={saving} />
      <Announcer />
    </div>
  );
}
