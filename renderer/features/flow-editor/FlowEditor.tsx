import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { keys } from '#renderer/door/keys.ts';
import { Announcer } from '#renderer/ui/announce.tsx';
import { Refused, SaveBar } from '#renderer/ui/draft/SaveBar.tsx';
import { redoAloud, UndoButtons, undoAloud } from '#renderer/ui/draft/UndoButtons.tsx';
import { useShortcuts } from '#renderer/ui/draft/use-shortcuts.ts';
import { stepSentence } from '#renderer/ui/flows/step-words.ts';
import type { Flow } from '#shared/contract/flow.ts';
import { flowDrafts, savedOf } from './draft/flow-drafts.ts';
import { stepAt } from './draft/tree.ts';
import { FlowSettings } from './FlowSettings.tsx';
import { useFlowEditor } from './flow-context.tsx';
import classes from './flow-editor.module.css';
import { PeopleInFlow } from './PeopleInFlow.tsx';
import { keepsWords } from './people-words.ts';
import { goToStep } from './places.ts';
import { PreviewPanel } from './preview/PreviewPanel.tsx';
import { StepList } from './steps/StepList.tsx';
import { type Save, useSave } from './use-save.ts';

/** The steps at the left, the phone at the right. */
export function FlowEditor() {
  const { flow, draft, steps } = useFlowEditor();
  const { key } = flow;
  const saving = useSave(flow, draft);
  const { save } = saving;
  useShortcuts({
    save: useCallback(() => void save(), [save]),
    undo: useCallback(() => undoAloud(flowDrafts, key), [key]),
    redo: useCallback(() => redoAloud(flowDrafts, key), [key]),
  });
  return (
    <div className={classes.editor}>
      <div className={classes.columns}>
        <section aria-labelledby="flow-steps" className={classes.steps}>
          <div className={classes.stepsHead}>
            <h2 id="flow-steps">Steps</h2>
            <UndoButtons drafts={flowDrafts} id={key} draft={draft} />
          </div>
          <p className={classes.start}>Somebody books, or you start the flow by hand</p>
          <StepList steps={steps} list="top" />
          <FlowSettings />
          {flow.running > 0 && <PeopleInFlow />}
        </section>
        <PreviewPanel />
      </div>
      <FlowSaveBar saving={saving} />
      <Announcer />
    </div>
  );
}

function FlowSaveBar({ saving }: { saving: Save }) {
  const { flow, draft, steps, fieldNames, setOpened } = useFlowEditor();
  const cache = useQueryClient();
  const { problem } = saving;

  async function newest() {
    await cache.refetchQueries({ queryKey: keys.flow(flow.key) });
    return savedOf(cache.getQueryData<Flow>(keys.flow(flow.key)) ?? flow);
  }

  return (
    <SaveBar
      drafts={flowDrafts}
      id={flow.key}
      draft={draft}
      saving={saving}
      newest={newest}
      note={keepsWords(flow.running)}
      refused={
        problem?.kind === 'refused' && (
          <Refused
            title={problem.title}
            advice={problem.advice}
            faults={problem.details.map(({ pointer, message }) => {
              const step = stepAt(steps, pointer);
              return {
                id: pointer,
                place: step && stepSentence(step, fieldNames),
                message,
                onShow:
                  step &&
                  (() => {
                    setOpened(step.id, true);
                    goToStep(step.id);
                  }),
              };
            })}
          />
        )
      }
    />
  );
}
