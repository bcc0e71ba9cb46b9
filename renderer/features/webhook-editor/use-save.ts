import { useCallback, useState } from 'react';
import { DoorError } from '#renderer/door/client.ts';
import { useUpdateWebhook } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { isDirty } from '#renderer/ui/draft/draft.ts';
import type { Webhook, WebhookConfig } from '#shared/contract/webhook.ts';
import { webhookDrafts } from './draft/draft-store.ts';
import { savedOf, type WebhookDraft } from './draft/saved-webhook.ts';
import { faultyRows, pathFaults, type SaveFault } from './save-faults.ts';

/** Why the last save did not go through. `stale`: a newer version was saved elsewhere. */
export type SaveProblem = { kind: 'stale' } | { kind: 'refused'; title: string; advice: string; faults: SaveFault[] };

export interface Save {
  isSaving: boolean;
  /** A newer version was saved elsewhere: nothing can be saved here until the owner has chosen between the two. */
  isBehind: boolean;
  problem: SaveProblem | null;
  /** Saves the draft where it has changes. */
  save: () => Promise<void>;
  /** Switches the webhook; unsaved changes are saved with it, in one step, so that what is switched on is what is on screen. */
  switchActive: (active: boolean) => Promise<void>;
  forget: () => void;
}

export function useSave(webhook: Webhook, draft: WebhookDraft): Save {
  const { mutateAsync, isPending } = useUpdateWebhook();
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const { id } = webhook;

  const send = useCallback(
    async (active: boolean | null): Promise<void> => {
      const withConfig = isDirty(draft) && active !== false;
      if (isPending || (!withConfig && active === null)) return;
      const sent = draft.config;
      const faults = withConfig ? pathFaults(sent) : [];
      if (faults.length > 0) {
        setProblem({ kind: 'refused', title: 'This is not saved yet.', advice: 'Correct these paths first:', faults });
        return;
      }
      if (withConfig && webhook.version > draft.saved.version) {
        setProblem({ kind: 'stale' });
        return;
      }
      try {
        const saved = await mutateAsync({
          params: { id },
          body: {
            ...(withConfig ? { config: sent, version: draft.saved.version } : {}),
            ...(active === null ? {} : { active }),
          },
        });
        if (withConfig) webhookDrafts.afterSave(id, savedOf(saved), sent);
        setProblem(null);
        announce(wordsFor(withConfig, active));
      } catch (error) {
        if (!(error instanceof DoorError)) throw error;
        setProblem(error.code === 'STALE' ? { kind: 'stale' } : refusal(error, sent));
      }
    },
    [draft, id, webhook.version, isPending, mutateAsync],
  );

  return {
    isSaving: isPending,
    isBehind: !isPending && (problem?.kind === 'stale' || (isDirty(draft) && webhook.version > draft.saved.version)),
    problem,
    save: useCallback(() => send(null), [send]),
    switchActive: send,
    forget: useCallback(() => setProblem(null), []),
  };
}

function refusal({ message, next, details }: DoorError, sent: WebhookConfig): SaveProblem {
  return { kind: 'refused', title: message, advice: next, faults: faultyRows(details, sent) };
}

function wordsFor(saved: boolean, active: boolean | null): string {
  if (active === null) return 'Saved.';
  return `${saved ? 'Saved and switched' : 'Switched'} ${active ? 'on' : 'off'}.`;
}
