import { useLayoutEffect, useMemo } from 'react';
import { useFields, useWebhook } from '#renderer/door/queries.ts';
import { startDraft } from '#renderer/ui/draft/draft.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { shownData } from '#renderer/ui/shown-data.ts';
import type { Field } from '#shared/contract/field.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { webhookDrafts } from './draft/draft-store.ts';
import { savedOf } from './draft/saved-webhook.ts';
import { Editor } from './Editor.tsx';
import { EditorProvider } from './editor-context.tsx';
import { useKeptSample } from './sample/use-kept-sample.ts';

const BACK = { href: '/', label: 'Webhooks' };

/** One webhook: its address, a sample, the map, what then happens, and the check. */
export function WebhookEditorPage({ id }: { id: string }) {
  const webhook = useWebhook(id);
  const fields = useFields();
  const name = shownData(webhook)?.name ?? 'Webhook';
  return (
    <Page title={name} back={BACK} help="map" width="wide">
      <Loaded query={webhook} way={{ href: '/', label: 'Back to webhooks' }}>
        {(saved) => <Loaded query={fields}>{(known) => <LoadedEditor webhook={saved} fields={known} />}</Loaded>}
      </Loaded>
    </Page>
  );
}

function LoadedEditor({ webhook, fields }: { webhook: Webhook; fields: readonly Field[] }) {
  useLayoutEffect(() => webhookDrafts.open(webhook.id, savedOf(webhook), webhook.name), [webhook]);
  useKeptSample(webhook.id);
  const kept = webhookDrafts.useDraft(webhook.id);
  const fresh = useMemo(() => startDraft(savedOf(webhook)), [webhook]);
  return (
    <EditorProvider webhook={webhook} draft={kept ?? fresh} fields={fields}>
      <Editor />
    </EditorProvider>
  );
}
