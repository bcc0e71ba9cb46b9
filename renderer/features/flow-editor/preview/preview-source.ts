import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import type { Contact } from '#shared/contract/contact.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { visibleText } from '#shared/text/visible-text.ts';

/** Whom the flow is tried on: a contact as it is now, or a request of the log with its contact. */
export type PreviewSource = { contact: string } | { deliveryId: string };

/** One text for a source, for a Select. */
export function sourceId(source: PreviewSource): string {
  return 'contact' in source ? `contact ${source.contact}` : `request ${source.deliveryId}`;
}

export function sourceOf(id: string): PreviewSource {
  const [kind, key = ''] = id.split(' ');
  return kind === 'contact' ? { contact: key } : { deliveryId: key };
}

/** Requests first: they bring a payload, which a contact alone has not. Each person's latest is enough. */
export function sourceChoices(
  deliveries: readonly Delivery[],
  contacts: readonly Contact[],
  say: (delivery: Delivery) => string,
) {
  const seen = new Set<string>();
  const requests = deliveries.flatMap((delivery) => {
    const { id, contact, webhookId, outcome } = delivery;
    const who = `${contact?.userNs} ${webhookId}`;
    if (contact === null || outcome !== 'processed' || seen.has(who)) return [];
    seen.add(who);
    return [
      { value: sourceId({ deliveryId: id }), label: `${visibleText(sayPhone(contact.label))} · ${say(delivery)}` },
    ];
  });
  return [
    { group: 'Recent requests', items: requests.slice(0, 8) },
    {
      group: 'Contacts',
      items: contacts.map(({ userNs, label }) => ({ value: sourceId({ contact: userNs }), label: visibleText(label) })),
    },
  ].filter(({ items }) => items.length > 0);
}
