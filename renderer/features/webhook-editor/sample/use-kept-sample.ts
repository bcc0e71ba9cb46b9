import { useEffect } from 'react';
import { call } from '#renderer/door/client.ts';
import { useSample } from '#renderer/door/queries.ts';
import { type Sample, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { changeSample, useDraftStore } from '../draft/draft-store.ts';
import { EMPTY_SAMPLE, loadSample, showSample } from '../draft/sample-draft.ts';
import { prettyText } from './sample-text.ts';

/** Brings the sample that the engine keeps into the editor and the tree, once, unless there is one already. */
export function useKeptSample(webhookId: string): void {
  const { data: kept } = useSample(webhookId);
  const isThere = useDraftStore(({ samples }) => samples[webhookId] !== undefined);
  useEffect(() => {
    if (!kept || isThere) return;
    const reading = new AbortController();
    jsonTextOf(webhookId, kept, reading.signal).then(
      (text) => {
        if (reading.signal.aborted || text === null) return;
        changeSample(webhookId, () => showSample(loadSample(EMPTY_SAMPLE, text, kept.deliveryId)));
      },
      () => {
        // Without its sample the editor works all the same, and the requests beside the sample box offer it again.
      },
    );
    return () => reading.abort();
  }, [webhookId, kept, isThere]);
}

/** The editor works in JSON; a sample kept as something else (a form) is read by the engine. Null where that cannot be read. */
async function jsonTextOf(webhookId: string, sample: Sample, signal: AbortSignal): Promise<string | null> {
  if (/\bjson\b/i.test(sample.contentType) || sample.contentType === '') return prettyText(sample.text);
  const source = { text: sample.text, contentType: sample.contentType };
  const config = WebhookConfigSchema.parse({});
  const { parsed } = await call('preview', { params: { id: webhookId }, body: { config, source } }, signal);
  return parsed.ok ? prettyText(parsed.text) : null;
}
