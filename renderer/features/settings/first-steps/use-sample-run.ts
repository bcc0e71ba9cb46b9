import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call, type DoorError } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import { keyOfName, useMakeFields } from '#renderer/ui/recipes/use-make-fields.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { type Webhook, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import { recogniseProvider } from '#shared/recipes/recognise-provider.ts';
import { configOfSuggestions } from '#shared/suggest/config-of-suggestions.ts';
import { suggest } from '#shared/suggest/suggest.ts';
import type { Suggestion } from '#shared/suggest/suggestion.ts';
import { sendSampleBooking } from './send-sample-booking.ts';

/** The engine tries out so many fields that do not exist yet. */
const MOST_NEW_FIELDS = 10;
const ConfigPart = z.object(WebhookConfigSchema.shape);

/** A sample booking that has arrived, what Fieldhook would take from it, and whom that would make. */
export interface SampleRun {
  webhook: Webhook;
  suggestions: readonly Suggestion[];
  receipt: Receipt;
}

/** Sends a sample booking through the receiver and asks the engine what it would do with it; nothing is filed. */
export function useSampleRun(settings: Settings) {
  const cache = useQueryClient();
  return useMutation<SampleRun, DoorError>({
    mutationFn: async () => {
      const params = { id: await sendSampleBooking() };
      const [webhook, sample, fields] = await Promise.all([
        call('getWebhook', { params }),
        call('getSample', { params }),
        call('listFields', {}),
      ]);
      const text = sample?.text ?? '';
      const parsed = parseJson(text, TREE_LIMITS);
      const payload = parsed.ok ? parsed.value : null;
      const own = { emails: settings.ownEmails, phones: settings.ownPhones };
      const suggestions = suggest({ payload, recipe: recogniseProvider(payload), own, fields });
      const wanted = suggestions.flatMap(({ target }) => (target.kind === 'field' ? [target] : []));
      const newFields = wanted
        .filter(({ key }) => key === null)
        .slice(0, MOST_NEW_FIELDS)
        .map(({ name, type }, index) => ({ key: `new_${index}`, name, type }));
      const keyOf = ({ key, name }: (typeof wanted)[number]) => key ?? keyOfName(name, newFields);
      const config = configOfSuggestions(ConfigPart.parse(webhook), suggestions, keyOf);
      const source = { text, contentType: 'application/json' };
      const { receipt } = await call('preview', { params, body: { config, source, newFields } });
      return { webhook, suggestions, receipt };
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.webhooks }),
  });
}

/** Saves what was tried into the sample's webhook, with the fields that it needs; the webhook stays switched off. */
export function useKeepSampleRun() {
  const cache = useQueryClient();
  const { make } = useMakeFields();
  return useMutation<Webhook, DoorError, SampleRun>({
    mutationFn: async ({ webhook, suggestions }) => {
      const wanted = suggestions.flatMap(({ target }) => (target.kind === 'field' ? [target] : []));
      const fields = await make(wanted, await call('listFields', {}));
      const keyOf = ({ key, name }: (typeof wanted)[number]) => key ?? keyOfName(name, fields);
      const config = configOfSuggestions(ConfigPart.parse(webhook), suggestions, keyOf);
      return call('updateWebhook', { params: { id: webhook.id }, body: { config, version: webhook.version } });
    },
    onSuccess: (webhook) => cache.setQueryData(keys.webhook(webhook.id), webhook),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.webhooks }),
  });
}
