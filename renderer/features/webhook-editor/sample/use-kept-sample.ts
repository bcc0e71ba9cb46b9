import { useEffect } from 'react';
import { call } from '#renderer/door/client.ts';
import { useSample } from '#renderer/door/queries.ts';
import { type Sample, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { changeSample, useSideStore } from '../draft/draft-store.ts';
import { dropKept, EMPTY_SAMPLE, isNews, takeKept } from '../draft/sample-draft.ts';
import { faultOf, prettyText } from './sample-text.ts';

/** Brings the sample that the engine keeps into the editor and the tree: when the page opens, and when another one was chosen elsewhere. */
export function useKeptSample(webhookId: string): void {
  const { data: kept } = useSample(webhookId);
  useEffect(() => {
    if (kept === null) changeSample(webhookId, dropKept);
    if (!kept) return;
    const { text, deliveryId } = kept;
    if (!isNews(useSideStore.getState().samples[webhookId] ?? EMPTY_SAMPLE, kept)) {
      changeSample(webhookId, (sample) => ({ ...sample, kept: { text, deliveryId } }));
      return;
    }
    const reading = new AbortController();
    jsonTextOf(webhookId, kept, reading.signal).then(
      (json) => {
        if (reading.signal.aborted) return;
        changeSample(webhookId, (sample) => takeKept(sample, { text, deliveryId }, json, faultOf(json) === null));
      },
      () => {
        // Without its sample the editor works all the same, and the requests beside the sample box offer it again.
      },
    );
    return () => reading.abort();
  }, [webhookId, kept]);
}

/** The editor works in JSON; a sample kept as something else (a form) is read by the engine. What cannot be read comes as it is. */
async function jsonTextOf(webhookId: string, sample: Sample, signal: AbortSignal): Promise<string> {
  if (/\bjson\b/i.test(sample.contentType)) return prettyText(sample.text);
  const source = { text: sample.text, contentType: sample.contentType };
  const config = WebhookConfigSchema.parse({});
  const { parsed } = await call('preview', { params: { id: webhookId }, body: { config, source } }, signal);
  return parsed.ok ? prettyText(parsed.text) : sample.text;
}
