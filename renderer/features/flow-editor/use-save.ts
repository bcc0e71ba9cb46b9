import { useCallback, useState } from 'react';
import { DoorError } from '#renderer/door/client.ts';
import { useUpdateFlow } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { isDirty } from '#renderer/ui/draft/draft.ts';
import type { DraftSaving } from '#renderer/ui/draft/SaveBar.tsx';
import { useOnceFree } from '#renderer/ui/draft/use-once-free.ts';
import type { ErrorBody } from '#shared/contract/common.ts';
import type { Flow } from '#shared/contract/flow.ts';
import { type FlowDraft, flowDrafts, savedOf } from './draft/flow-drafts.ts';

/** Why the last save did not go through. `stale`: a newer version was saved elsewhere. */
export type SaveProblem =
  | { kind: 'stale' }
  | { kind: 'refused'; title: string; advice: string; details: NonNullable<ErrorBody['details']> };

export interface Save extends DraftSaving {
  problem: SaveProblem | null;
}

export function useSave(flow: Flow, draft: FlowDraft): Save {
  const { mutateAsync, isPending } = useUpdateFlow();
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const { key, version } = flow;

  const save = useCallback(async (): Promise<void> => {
    if (isPending || !isDirty(draft)) return;
    if (version > draft.saved.version) return setProblem({ kind: 'stale' });
    const sent = draft.config;
    try {
      const saved = await mutateAsync({ params: { key }, body: { config: sent, version: draft.saved.version } });
      flowDrafts.afterSave(key, savedOf(saved), sent);
      setProblem(null);
      announce('Saved.');
    } catch (error) {
      if (!(error instanceof DoorError)) throw error;
      setProblem(error.code === 'STALE' ? { kind: 'stale' } : refusal(error));
    }
  }, [draft, key, version, isPending, mutateAsync]);

  return {
    isSaving: isPending,
    isBehind: !isPending && (problem?.kind === 'stale' || (isDirty(draft) && version > draft.saved.version)),
    problem,
    save: useOnceFree(isPending, save),
    forget: useCallback(() => setProblem(null), []),
  };
}

/** What is still empty is the owner's to fill in; the engine's own words for it speak of a request. */
function refusal({ code, message, next, details }: DoorError): SaveProblem {
  if (code !== 'INVALID_INPUT') return { kind: 'refused', title: message, advice: next, details };
  return { kind: 'refused', title: 'This is not saved yet.', advice: 'Something is still missing:', details };
}
