import { call } from '#renderer/door/client.ts';
import { saveText } from '#renderer/ui/save-text.ts';
import { tellFailure } from '#renderer/ui/tell.ts';

/** Gives the file of one webhook, or of all of them, to the browser as a download. */
export async function saveWebhookFile(webhook: { id: string } | null, sample: 'none' | 'masked'): Promise<void> {
  try {
    const query = { sample };
    const { fileName, text } = webhook
      ? await call('exportWebhook', { params: { id: webhook.id }, query })
      : await call('exportWebhooks', { query });
    saveText(fileName, text);
  } catch (error) {
    tellFailure('Nothing was exported.', error);
  }
}
