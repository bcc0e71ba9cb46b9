import type { ContactFinder, DecidedBefore } from '#shared/contract/known-contact.ts';
import type { ParsedPayload } from '../formats/parse-body.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import type { ItemsSettlement, Settlement } from '../store/port/work-store.ts';
import type { DeliveryWork } from './decide-delivery.ts';
import { decideRequest } from './decide-request.ts';
import { brokenWebhookSettlement } from './failed-settlement.ts';
import type { WorkContext } from './work-context.ts';

/**
 * What a stored request, read by the parsing rules of its webhook, does under it as it is saved today: the same for the loop that does it, for
 * a comparison (PR4, PR5) and for a conflict about which the owner has made a choice (ID10).
 */
export function decideForWebhook(
  webhook: StoredWebhook | undefined,
  parsed: ParsedPayload | undefined,
  {
    choice,
    watch,
    fields,
    settings,
  }: Pick<WorkContext, 'fields' | 'settings'> & Pick<DeliveryWork, 'choice' | 'watch'>,
  find: ContactFinder,
  decidedBefore: DecidedBefore,
): Settlement | ItemsSettlement {
  if (!webhook || !parsed) throw new Error('The webhook is gone.');
  if (webhook.isBroken) return brokenWebhookSettlement();
  const { config, version } = webhook;
  const work = {
    parsed,
    config,
    configVersion: version,
    fields,
    settings,
    ...(choice && { choice }),
    ...(watch && { watch }),
  };
  return decideRequest(work, { find, decidedBefore });
}
