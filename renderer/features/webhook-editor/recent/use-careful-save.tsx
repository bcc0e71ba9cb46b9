import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { isDirty } from '#renderer/ui/draft/draft.ts';
import { useOnceFree } from '#renderer/ui/draft/use-once-free.ts';
import { FailingTests } from '#renderer/ui/webhook-tests/FailingTests.tsx';
import type { BackTest } from '#shared/contract/back-test.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { KeptTest } from '#shared/contract/webhook-test.ts';
import type { WebhookDraft } from '../draft/saved-webhook.ts';
import { useDriftedRows } from '../drift/use-drifted-rows.ts';
import { pathFaults } from '../save-faults.ts';
import { failingTests } from '../tests/use-tests.ts';
import type { Save } from '../use-save.ts';
import { BackTestTable } from './BackTestPanel.tsx';
import { askBackTest } from './use-back-test.ts';

interface Asking {
  what: 'Save' | 'Switch on';
  worse: BackTest['requests'];
  failing: KeptTest[];
  goOn: () => Promise<void>;
}

/**
 * Saving and switching on as before, but what would make a recent request come out worse, or a test fail, is asked about first. `dialog` is to be
 * shown.
 */
export function useCarefulSave(
  webhook: Webhook,
  draft: WebhookDraft,
  saving: Save,
): { saving: Save; dialog: ReactNode } {
  const cache = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isTrying, setIsTrying] = useState(false);
  const { save, switchActive, isSaving, isBehind } = saving;
  const { mended } = useDriftedRows();
  // A row that follows its sender gives nothing of the requests from before the sender’s change: that is no harm.
  const counted = mended.length === 0 ? undefined : Math.max(...mended.map(({ lately }) => lately.tried));

  const carefully = useCallback(
    async (goOn: () => Promise<void>, isSwitchingOn: boolean) => {
      if (isTrying || isSaving) return;
      const hasChanges = isDirty(draft);
      // What would be refused anyway needs no question.
      if ((!hasChanges && !isSwitchingOn) || isBehind || pathFaults(draft.config).length > 0) return goOn();
      setIsTrying(true);
      const [result, failing] = await Promise.all([
        hasChanges ? askBackTest(cache, webhook, draft.config).catch(() => null) : null,
        failingTests(cache, webhook.id, draft.config).catch(() => []),
      ]);
      setIsTrying(false);
      const worse = result?.requests.slice(0, counted).filter(({ verdict }) => verdict === 'worse') ?? [];
      if (worse.length === 0 && failing.length === 0) return goOn();
      setAsking({ what: hasChanges ? 'Save' : 'Switch on', worse, failing, goOn });
    },
    [cache, webhook, draft, counted, isTrying, isSaving, isBehind],
  );

  const saveCarefully = useCallback(() => carefully(save, false), [carefully, save]);

  return {
    saving: {
      ...saving,
      isSaving: isSaving || isTrying,
      save: useOnceFree(isSaving, saveCarefully),
      switchActive: useCallback(
        (active) => (active ? carefully(() => switchActive(active), true) : switchActive(active)),
        [carefully, switchActive],
      ),
    },
    dialog: (
      <ConfirmDialog
        isOpen={asking !== null}
        onClose={() => setAsking(null)}
        title={titleOf(asking)}
        confirm={`${asking?.what ?? 'Save'} all the same`}
        change={{ isPending: isSaving, error: null }}
        onConfirm={() => {
          const goOn = asking?.goOn;
          setAsking(null);
          void goOn?.();
        }}
      >
        {asking !== null && <Reasons {...asking} />}
      </ConfirmDialog>
    ),
  };
}

function titleOf(asking: Asking | null): string {
  if (asking === null || asking.failing.length === 0) return 'Save although recent requests would come out worse?';
  return `${asking.what} although ${asking.failing.length === 1 ? 'a test fails' : `${asking.failing.length} tests fail`}?`;
}

function Reasons({ worse, failing }: Pick<Asking, 'worse' | 'failing'>) {
  return (
    <>
      <FailingTests tests={failing} />
      {worse.length > 0 && (
        <>
          {worse.length === 1 ? 'One recent request' : `${worse.length} recent requests`} would lose something with your
          changes. Requests that are in the log already stay as they are.
          <BackTestTable requests={worse} />
        </>
      )}
    </>
  );
}
