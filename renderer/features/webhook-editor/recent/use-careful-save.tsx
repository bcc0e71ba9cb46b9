import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { isDirty } from '#renderer/ui/draft/draft.ts';
import type { BackTest } from '#shared/contract/back-test.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { WebhookDraft } from '../draft/saved-webhook.ts';
import { useDriftedRows } from '../drift/use-drifted-rows.ts';
import { pathFaults } from '../save-faults.ts';
import type { Save } from '../use-save.ts';
import { BackTestTable } from './BackTestPanel.tsx';
import { askBackTest } from './use-back-test.ts';

/** Saving as before, but what would make a recent request come out worse is asked about first. `dialog` is to be shown. */
export function useCarefulSave(
  webhook: Webhook,
  draft: WebhookDraft,
  saving: Save,
): { saving: Save; dialog: ReactNode } {
  const cache = useQueryClient();
  const [asking, setAsking] = useState<{ worse: BackTest['requests']; goOn: () => Promise<void> } | null>(null);
  const [isTrying, setIsTrying] = useState(false);
  const { save, switchActive, isSaving, isBehind } = saving;
  const { mended } = useDriftedRows();
  // A row that follows its sender gives nothing of the requests from before the sender’s change: that is no harm.
  const counted = mended.length === 0 ? undefined : Math.max(...mended.map(({ lately }) => lately.tried));

  const carefully = useCallback(
    async (goOn: () => Promise<void>) => {
      if (isTrying || isSaving) return;
      // What would be refused anyway needs no question.
      if (!isDirty(draft) || isBehind || pathFaults(draft.config).length > 0) return goOn();
      setIsTrying(true);
      const result = await askBackTest(cache, webhook, draft.config).catch(() => null);
      setIsTrying(false);
      const worse = result?.requests.slice(0, counted).filter(({ verdict }) => verdict === 'worse') ?? [];
      if (worse.length === 0) return goOn();
      setAsking({ worse, goOn });
    },
    [cache, webhook, draft, counted, isTrying, isSaving, isBehind],
  );

  const count = asking?.worse.length ?? 0;
  return {
    saving: {
      ...saving,
      isSaving: isSaving || isTrying,
      save: useCallback(() => carefully(save), [carefully, save]),
      switchActive: useCallback(
        (active) => (active ? carefully(() => switchActive(active)) : switchActive(active)),
        [carefully, switchActive],
      ),
    },
    dialog: (
      <ConfirmDialog
        isOpen={asking !== null}
        onClose={() => setAsking(null)}
        title="Save although recent requests would come out worse?"
        confirm="Save all the same"
        change={{ isPending: isSaving, error: null }}
        onConfirm={() => {
          const goOn = asking?.goOn;
          setAsking(null);
          void goOn?.();
        }}
      >
        {count === 1 ? 'One recent request' : `${count} recent requests`} would lose something with your changes.
        Requests that are in the log already stay as they are.
        <BackTestTable requests={asking?.worse ?? []} />
      </ConfirmDialog>
    ),
  };
}
