import {
  MessageChannelSchema,
  type MessageQuery,
  MessageReasonSchema,
  MessageStateSchema,
} from '#shared/contract/message.ts';

/** Which messages the Outbox shows. */
export type OutboxFilter = Pick<
  MessageQuery,
  'state' | 'channel' | 'reason' | 'contact' | 'deliveryId' | 'attention' | 'later'
>;

/** The filter that an address holds (`?state=failed&channel=sms`); what it cannot mean is left out. */
export function filterOf(search: string): OutboxFilter {
  const asked = new URLSearchParams(search);
  const state = MessageStateSchema.safeParse(asked.get('state')).data;
  const channel = MessageChannelSchema.safeParse(asked.get('channel')).data;
  const reason = MessageReasonSchema.safeParse(asked.get('reason')).data;
  const contact = asked.get('contact');
  const deliveryId = asked.get('request');
  return {
    ...(state === undefined ? {} : { state }),
    ...(channel === undefined ? {} : { channel }),
    ...(reason === undefined ? {} : { reason }),
    ...(contact === null ? {} : { contact }),
    ...(deliveryId === null ? {} : { deliveryId }),
    ...(asked.get('attention') === 'true' ? { attention: 'true' as const } : {}),
    ...(asked.get('later') === 'true' ? { later: 'true' as const } : {}),
  };
}

export function searchOf({ deliveryId, ...filter }: OutboxFilter): string {
  const words = Object.entries({ ...filter, request: deliveryId }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return words.length === 0 ? '' : `?${new URLSearchParams(words)}`;
}

export function isFiltered(filter: OutboxFilter): boolean {
  return Object.keys(filter).length > 0;
}
