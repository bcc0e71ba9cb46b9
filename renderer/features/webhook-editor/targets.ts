import { SLOT_LABELS, type Slot } from '#shared/contract/slot-words.ts';
import type { FieldMapping, IdentitySlot, WebhookConfig } from '#shared/contract/webhook.ts';
import { IDENTITY_SLOTS } from '#shared/contract/webhook.ts';

/** Where a value of the payload can go: an identity or profile slot, or a custom field by its key. */
export type Target = { kind: 'slot'; slot: Slot } | { kind: 'field'; field: string };

export const slotTarget = (slot: Slot): Target => ({ kind: 'slot', slot });
export const fieldTarget = (field: string): Target => ({ kind: 'field', field });

/** One name for a target in marks, ids of rows and comparisons: `slot-email`, `field-booking_start`. */
export function targetId(target: Target): string {
  return target.kind === 'slot' ? `slot-${target.slot}` : `field-${target.field}`;
}

/** What the target is called on screen; `fieldNames` holds the names of custom fields by key. */
export function targetLabel(target: Target, fieldNames: ReadonlyMap<string, string>): string {
  return target.kind === 'slot' ? SLOT_LABELS[target.slot] : (fieldNames.get(target.field) ?? target.field);
}

export function isIdentitySlot(slot: Slot): slot is IdentitySlot {
  return (IDENTITY_SLOTS as readonly Slot[]).includes(slot);
}

/** The path that fills the target, as text; null when nothing does. */
export function pathOf(config: WebhookConfig, target: Target): string | null {
  if (target.kind === 'field') return config.fields.find(({ field }) => field === target.field)?.path ?? null;
  return isIdentitySlot(target.slot) ? config.identity[target.slot] : config.profile[target.slot];
}

/** The configuration with the target filled from `path`. Null or blank empties a slot, and takes a field's row away. */
export function withPath(config: WebhookConfig, target: Target, path: string | null): WebhookConfig {
  const text = path?.trim() ? path : null;
  if (target.kind === 'field') return { ...config, fields: withFieldPath(config.fields, target.field, text) };
  return isIdentitySlot(target.slot)
    ? { ...config, identity: { ...config.identity, [target.slot]: text } }
    : { ...config, profile: { ...config.profile, [target.slot]: text } };
}

function withFieldPath(rows: FieldMapping[], field: string, path: string | null): FieldMapping[] {
  if (path === null) return rows.filter((row) => row.field !== field);
  return rows.some((row) => row.field === field)
    ? rows.map((row) => (row.field === field ? { ...row, path } : row))
    : [...rows, { field, path, pattern: null }];
}

/** The configuration with every path of it changed. */
export function mapPaths(config: WebhookConfig, change: (path: string) => string): WebhookConfig {
  const mapped = mappedTargets(config).reduce((next, { target, path }) => withPath(next, target, change(path)), config);
  return { ...mapped, openStrings: config.openStrings.map(change) };
}

/** Every target that has a path, in the order of the screen. */
export function mappedTargets(config: WebhookConfig): { target: Target; path: string }[] {
  const slots = [...Object.entries(config.identity), ...Object.entries(config.profile)] as [Slot, string | null][];
  return [
    ...slots.flatMap(([slot, path]) => (path === null ? [] : [{ target: slotTarget(slot), path }])),
    ...config.fields.map(({ field, path }) => ({ target: fieldTarget(field), path })),
  ];
}
