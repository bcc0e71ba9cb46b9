import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { DoorError } from '#renderer/door/client.ts';
import { useDelivery } from '#renderer/door/queries.ts';
import { isDirty } from '#renderer/ui/draft/draft.ts';
import type { Field } from '#shared/contract/field.ts';
import type { Flow, FlowProblem, Step } from '#shared/contract/flow.ts';
import type { FieldNames } from '#shared/flow/say-step.ts';
import { completeSteps } from './draft/complete-steps.ts';
import { type FlowDraft, flowDrafts } from './draft/flow-drafts.ts';
import { stepAt, withStep } from './draft/tree.ts';
import type { PreviewSource } from './preview/preview-source.ts';
import { type FlowPreviewState, useFlowPreview } from './preview/use-flow-preview.ts';
import { type Suggestion, suggestionsFor } from './template/suggestions.ts';

/** What every part of the flow editor works on. */
export interface FlowEditorState {
  flow: Flow;
  draft: FlowDraft;
  steps: readonly Step[];
  fields: readonly Field[];
  fieldNames: FieldNames;
  source: PreviewSource | null;
  setSource: (source: PreviewSource) => void;
  preview: FlowPreviewState;
  /** What is wrong with the draft, as far as the engine has looked at it, and what steps lack that it cannot look at. */
  problems: readonly FlowProblem[];
  /** What is still to be written before the engine takes every step for one; the preview goes without those steps. */
  missing: readonly FlowProblem[];
  /** What can be put into a text. */
  suggestions: readonly Suggestion[];
  /** Steps whose settings are unfolded. */
  opened: ReadonlySet<string>;
  setOpened: (id: string, isOpen: boolean) => void;
  editSteps: (label: string, change: (steps: readonly Step[]) => Step[], join?: string) => void;
  /** Changes one step; edits of the same `part` of it, one after the other, undo as one. */
  editStep: <S extends Step>(step: S, label: string, change: Partial<S>, part?: string) => void;
}

const FlowEditorContext = createContext<FlowEditorState | null>(null);

export function useFlowEditor(): FlowEditorState {
  const state = useContext(FlowEditorContext);
  if (state === null) throw new Error('This belongs inside the flow editor.');
  return state;
}

export function FlowEditorProvider({
  flow,
  draft,
  fields,
  source,
  setSource,
  children,
}: {
  flow: Flow;
  draft: FlowDraft;
  fields: readonly Field[];
  source: PreviewSource | null;
  setSource: (source: PreviewSource) => void;
  children: ReactNode;
}) {
  const { key } = flow;
  const { config } = draft;
  const { complete, missing } = useMemo(() => completeSteps(config.steps), [config.steps]);
  const asked = useMemo(() => ({ ...config, steps: [...complete] }), [config, complete]);
  const preview = useFlowPreview(key, asked, source);
  const fieldNames = useMemo(() => new Map(fields.map(({ key: field, name }) => [field, name])), [fields]);
  const payload = usePayload(source);
  const suggestions = useMemo(() => suggestionsFor(fields, payload), [fields, payload]);
  const [opened, setAllOpened] = useState<ReadonlySet<string>>(new Set());

  const actions = useMemo(() => {
    const editSteps: FlowEditorState['editSteps'] = (label, change, join) =>
      flowDrafts.edit(key, {
        label,
        change: (config) => ({ ...config, steps: change(config.steps) }),
        ...(join === undefined ? {} : { join }),
      });
    const editStep: FlowEditorState['editStep'] = ({ id }, label, change, part) =>
      editSteps(
        label,
        (steps) => withStep(steps, id, (step) => ({ ...step, ...change }) as Step),
        part === undefined ? undefined : `${id} ${part}`,
      );
    const setOpened = (id: string, isOpen: boolean) =>
      setAllOpened((before) => {
        const after = new Set(before);
        if (isOpen) after.add(id);
        else after.delete(id);
        return after;
      });
    return { editSteps, editStep, setOpened };
  }, [key]);

  const state: FlowEditorState = {
    flow,
    draft,
    steps: draft.config.steps,
    fields,
    fieldNames,
    source,
    setSource,
    preview,
    problems: [...missing, ...problemsOf(flow, draft, complete, preview)],
    missing,
    suggestions,
    opened,
    ...actions,
  };
  return <FlowEditorContext value={state}>{children}</FlowEditorContext>;
}

/** Until there is an answer, only what is saved has been looked at. */
function problemsOf(
  flow: Flow,
  draft: FlowDraft,
  asked: readonly Step[],
  { preview, error }: FlowPreviewState,
): readonly FlowProblem[] {
  if (preview !== null) return preview.problems;
  if (error instanceof DoorError && error.code === 'INVALID_INPUT') {
    return error.details.flatMap(({ pointer, message: sentence }) => {
      const step = stepAt(asked, pointer);
      return step === null ? [] : [{ step: step.id, sentence }];
    });
  }
  return isDirty(draft) ? [] : flow.problems;
}

/** The payload of the request that the flow is tried on, as text. */
function usePayload(source: PreviewSource | null): string | null {
  const id = source !== null && 'deliveryId' in source ? source.deliveryId : null;
  const delivery = useDelivery(id ?? '', { enabled: id !== null });
  const parsed = id === null ? null : delivery.data?.parsed;
  return parsed?.ok ? parsed.text : null;
}
