import { useCallback } from 'react';
import { useDeliveries } from '#renderer/door/queries.ts';
import { Announcer } from '#renderer/ui/announce.tsx';
import { redoAloud, undoAloud } from '#renderer/ui/draft/UndoButtons.tsx';
import { useShortcuts } from '#renderer/ui/draft/use-shortcuts.ts';
import { AddressStep } from './address/AddressStep.tsx';
import { CheckStep } from './check/CheckStep.tsx';
import { webhookDrafts } from './draft/draft-store.ts';
import { DriftNotice } from './drift/DriftNotice.tsx';
import classes from './editor.module.css';
import { useEditor } from './editor-context.tsx';
import { HandlingStep } from './handling/HandlingStep.tsx';
import { MapStep } from './map/MapStep.tsx';
import { useCarefulSave } from './recent/use-careful-save.tsx';
import { SaveBar } from './SaveBar.tsx';
import { StepNav } from './StepNav.tsx';
import { SampleStep } from './sample/SampleStep.tsx';
import { useSave } from './use-save.ts';

/** The five steps on one page, in their order, none of them locked. */
export function Editor() {
  const { webhook, draft } = useEditor();
  const { id } = webhook;
  const { saving, dialog } = useCarefulSave(webhook, draft, useSave(webhook, draft));
  const requests = useDeliveries({ webhookId: id }).data?.pages[0]?.items.length ?? 0;
  const { save } = saving;

  useShortcuts({
    save: useCallback(() => void save(), [save]),
    undo: useCallback(() => undoAloud(webhookDrafts, id), [id]),
    redo: useCallback(() => redoAloud(webhookDrafts, id), [id]),
  });

  return (
    <div className={classes.editor}>
      <StepNav requests={requests} />
      <DriftNotice />
      <AddressStep />
      <SampleStep />
      <MapStep />
      <HandlingStep />
      <CheckStep saving={saving} />
      <SaveBar saving={saving} />
      {dialog}
      <Announcer />
    </div>
  );
}
