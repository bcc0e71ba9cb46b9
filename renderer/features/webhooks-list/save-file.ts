import { call } from '#renderer/door/client.ts';
import { tellFailure } from '#renderer/ui/tell.ts';

/** Gives the file of one webhook, or of all of them, to the browser as a download. */
export async function saveWebhookFile(webhook: { id: string } | null, sample: 'none' | 'masked'): Promise<void> {
  try {
    const query = { sample };
    const { fileName, text } = webhook
      ? await call('exportWebhook', { params: { id: webhook.id }, query })
      : await call('exportWebhooks', { query });
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(address);
  } catch (error) {
    tellFailure('Nothing was exported.', error);
  }
}
