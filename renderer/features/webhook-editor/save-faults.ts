import type { ErrorBody } from '#shared/contract/common.ts';
import { SLOT_LABELS, type Slot } from '#shared/contract/slot-words.ts';
import { PROFILE_SLOTS, type WebhookConfig } from '#shared/contract/webhook.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { fieldTarget, isIdentitySlot, mappedTargets, slotTarget, type Target, targetId } from './targets.ts';

/** One thing that cannot be saved: its sentence, and the row it is about where there is one. */
export interface SaveFault {
  /** Tells the faults of one save apart. */
  pointer: string;
  message: string;
  target: Target | null;
}

/** Error details of a refused save (JSON Pointers into the request body, such as `/config/fields/0/path`) as rows of the editor. */
export function faultyRows(details: NonNullable<ErrorBody['details']>, config: WebhookConfig): SaveFault[] {
  return details.map(({ pointer, message }) => ({ pointer, message, target: targetAt(pointer, config) }));
}

/** Paths that no engine could follow: known before anything is sent. */
export function pathFaults(config: WebhookConfig): SaveFault[] {
  return mappedTargets(config).flatMap(({ target, path }) => {
    const parsed = parsePath(path);
    if (parsed.ok) return [];
    return [{ pointer: targetId(target), message: `Column ${parsed.column}: ${parsed.message}`, target }];
  });
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
