import { useQueryClient } from '@tanstack/react-query';
import { keys } from '#renderer/door/keys.ts';
import { SaveBar as DraftSaveBar, Refused } from '#renderer/ui/draft/SaveBar.tsx';
import { webhookDrafts } from './draft/draft-store.ts';
import { savedOf } from './draft/saved-webhook.ts';
import { useEditor } from './editor-context.tsx';
import { goToRow } from './places.ts';
import { targetLabel } from './targets.ts';
import type { Save } from './use-save.ts';

/** The bar of unsaved changes, with this editor's rows as the places of what was refused. */
export function SaveBar({ saving }: { saving: Save }) {
  const { webhook, draft, fieldNames } = useEditor();
  const cache = useQueryClient();
  const { problem } = saving;

  async function newest() {
    await cache.refetchQueries({ queryKey: keys.webhook(webhook.id) });
    return savedOf(cache.getQueryData<typeof webhook>(keys.webhook(webhook.id)) ?? webhook);
  }

  return (
    <DraftSaveBar
      drafts={webhookDrafts}
      id={webhook.id}
      draft={draft}
      saving={saving}
      newest={newest}
      refused={
        problem?.kind === 'refused' && (
          <Refused
            title={problem.title}
            advice={problem.advice}
            faults={problem.faults.map(({ pointer, message, target }) => ({
              id: pointer,
              place: target && targetLabel(target, fieldNames),
              message,
              onShow: target && (() => goToRow(target)),
            }))}
          />
        )
      }
    />
  );
}
