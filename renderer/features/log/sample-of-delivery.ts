import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import type { Sample } from '#shared/contract/webhook.ts';

/**
 * A stored request as the payload that the editor works on: as JSON where it could be read, else its text as it came, to be mended
 * there. Null where nothing of it is text.
 */
export function sampleOf({ id, parsed, bodyText, bodyTextCut, contentType }: DeliveryDetail): Sample | null {
  if (parsed?.ok) return { text: parsed.closedText ?? parsed.text, contentType: 'application/json', deliveryId: id };
  if (bodyText === null || bodyText === '' || bodyTextCut) return null;
  return { text: bodyText, contentType, deliveryId: id };
}
