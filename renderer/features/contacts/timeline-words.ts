import { sayValue } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { ChangeOrigin, ContactDetail } from '#shared/contract/contact.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import type { TimelineChange, TimelineEntry } from '#shared/contract/timeline.ts';
import { assertNever } from '#shared/errors.ts';

type Business = Parameters<typeof formatFieldValue>[2];

/** What became of one value or tag: `Phone: 020 7946 0018 → 020 7946 0019`, `Tag “vip” added`. */
export function sayChange(change: TimelineChange, by: ChangeOrigin | null, business: Business): string {
  if (change.of === 'contact' && change.what === 'optOut') return sayOptOut(change);
  const name = nameOf(change);
  if (by === 'erasure') return `${name} was taken out: it named somebody who was erased.`;
  const [before, after] = [sayIn(change, change.before, business), sayIn(change, change.after, business)];
  if (change.of === 'contact' && change.what === 'tag') {
    return after === null ? `Tag “${before}” removed` : `Tag “${after}” added`;
  }
  if (after === null) return before === null ? `${name} changed` : `${name} cleared, it was ${before}`;
  return before === null ? `${name}: ${after}` : `${name}: ${before} → ${after}`;
}

/** `Wants no messages any more: SMS`. */
function sayOptOut({ before, after }: TimelineChange): string {
  const channel = after ?? before;
  const name = channel === null ? '' : `: ${MESSAGE_CHANNEL_WORDS[channel as MessageChannel]}`;
  return after === null ? `Wants messages again${name}` : `Wants no messages any more${name}`;
}

function nameOf(change: TimelineChange): string {
  if (change.of === 'field') return change.name;
  if (change.what === 'optOut') return 'Wants no messages';
  return change.what === 'tag' ? 'A tag' : SLOT_LABELS[change.what];
}

function sayIn(change: TimelineChange, text: string | null, business: Business): string | null {
  if (text === null) return null;
  if (change.of === 'field') return shortened(formatFieldValue(text, change.type, business));
  return shortened(change.what === 'tag' || change.what === 'optOut' ? text : sayValue(change.what, text));
}

const LONGEST = 160;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Goes on after `A request to “Bookings” `. */
export function sayConflict({ choice, isTheirs }: Extract<TimelineEntry, { kind: 'conflict' }>): string {
  const named = 'named this contact and somebody else';
  if (choice === null) return `${named}. It waits for your decision.`;
  if (isTheirs)
    return choice === 'merge' ? `${named}. They were merged.` : `${named}. It was decided to be this contact’s.`;
  return `${named}. It was decided to be ${choice === 'new' ? 'somebody new’s' : 'somebody else’s'}.`;
}

const ADDED = {
  request: 'Made by a request',
  hand: 'Added by hand',
  import: 'Added by an import',
} as const satisfies Record<ContactDetail['addedBy'], string>;

/** Of a contact whose webhook is not known any more, too. */
export function sayAdded(addedBy: ContactDetail['addedBy']): string {
  return ADDED[addedBy];
}

/** Tells entries apart, also when others come before them. */
export function keyOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'request':
      return entry.delivery.id;
    case 'message':
      return entry.message.id;
    case 'run':
      return entry.run.id;
    case 'conflict':
      return entry.conflictId;
    case 'merge':
      return `${entry.merge.id} ${entry.isUndoing}`;
    case 'change':
      return `${entry.at} ${entry.by} ${entry.deliveryId} ${entry.flowName}`;
    case 'added':
      return 'added';
    default:
      return assertNever(entry);
  }
}
