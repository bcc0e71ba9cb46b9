import type { InboundEvent } from '#shared/contract/inbound.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { listOf, memberOf, textOf } from './read-json.ts';
import { wishOf } from './wish-of.ts';

/** Meta's own limit is far below. */
const LONGEST_ID = 100;

/** What people wrote to the owner's page. Several may come in one request; echoes of what the page wrote are nobody's message. */
export function readMessenger(payload: JsonValue): InboundEvent[] {
  if (textOf(payload, 'object') !== 'page') return [];
  return listOf(payload, 'entry')
    .flatMap((entry) => listOf(entry, 'messaging'))
    .flatMap((event) => wroteIn(event) ?? []);
}

function wroteIn(event: JsonValue): InboundEvent | null {
  const from = textOf(memberOf(event, 'sender'), 'id');
  if (from === '' || from.length > LONGEST_ID) return null;
  const message = memberOf(event, 'message');
  if (memberOf(message, 'is_echo') === true) return null;
  // A button, or the owner's m.me link, opens a conversation like a message does.
  if ([message, memberOf(event, 'postback'), memberOf(event, 'referral')].every((part) => part === undefined))
    return null;
  return { kind: 'wrote', channel: 'messenger', from, wish: wishOf(textOf(message, 'text')) };
}
