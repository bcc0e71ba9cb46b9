import type { ContactFinder } from '#shared/contract/known-contact.ts';
import type { ParsedPayload } from '../formats/parse-body.ts';
import type { Settlement, StoredWebhook } from '../store/store.ts';
import { decideDelivery } from './decide-delivery.ts';
import { brokenWebhookSettlement } from './failed-settlement.ts';
import type { WorkContext } from './work-context.ts';

/** What a stored request does under its webhook as it is saved today: the same for the loop that does it and for a comparison (PR4, PR5). */
export function decideForWebhook(
  webhook: StoredWebhook | undefined,
  parsed: ParsedPayload,
  { fields, settings }: Pick<WorkContext, 'fields' | 'settings'>,
  people: ContactFinder,
): Settlement {
  if (!webhook) throw new Error('The webhook is gone.');
  if (webhook.isBroken) return brokenWebhookSettlement();
  const { config, version } = webhook;
  return decideDelivery({ parsed, config, configVersion: version, fields, settings }, people);
}
