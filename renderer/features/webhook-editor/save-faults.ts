import { SLOT_LABELS, type Slot } from '#renderer/ui/receipt/slot-words.ts';
import type { ErrorBody } from '#shared/contract/common.ts';
import { PROFILE_SLOTS, type WebhookConfig } from '#shared/contract/webhook.ts';
import { fieldTarget, isIdentitySlot, slotTarget, type Target } from './targets.ts';

/** One thing the engine would not save: its sentence, and the row it is about where there is one. */
export interface SaveFault {
  pointer: string;
  message: string;
  target: Target | null;
}

/** Error details of a refused save (JSON Pointers into the request body, such as `/config/fields/0/path`) as rows of the editor. */
export function faultyRows(details: NonNullable<ErrorBody['details']>, config: WebhookConfig): SaveFault[] {
  return details.map(({ pointer, message }) => ({ pointer, message, target: targetAt(pointer, config) }));
}

function targetAt(pointer: string, config: WebhookConfig): Target | null {
  const [, part, group, name = ''] = pointer.split('/');
  if (part !== 'config') return null;
  if (group === 'fields') {
    const row = config.fields[Number(name)];
    return row === undefined ? null : fieldTarget(row.field);
  }
  if (!Object.hasOwn(SLOT_LABELS, name)) return null;
  const slot = name as Slot;
  const isInGroup = group === 'identity' ? isIdentitySlot(slot) : (PROFILE_SLOTS as readonly Slot[]).includes(slot);
  return (group === 'identity' || group === 'profile') && isInGroup ? slotTarget(slot) : null;
}
