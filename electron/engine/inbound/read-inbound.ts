import type { InboundEvent } from '#shared/contract/inbound.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { readMessenger } from './messenger.ts';
import { readTwilio } from './twilio.ts';

/** What a payload tells of a channel, where its webhook receives that; null where it is data like any other. */
export function readInbound(payload: JsonValue, receives: WebhookConfig['receives']): InboundEvent[] | null {
  switch (receives) {
    case 'data':
      return null;
    case 'twilio':
      return readTwilio(payload);
    case 'messenger':
      return readMessenger(payload);
    default:
      return assertNever(receives);
  }
}
