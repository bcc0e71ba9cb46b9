import type { Drift } from '#shared/contract/drift.ts';
import type { FieldChange, Identification, Receipt, SlotReading } from '#shared/contract/receipt.ts';
import { SLOT_LABELS, type Slot } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { excerptOf } from '#shared/json/excerpt.ts';

/** `dry-run` speaks of what would happen, `done` of what did. */
export type ReceiptMode = 'done' | 'dry-run';

/** The row of the editor that a line of the receipt is about. */
export type ReceiptPlace = { kind: 'slot'; slot: Slot } | { kind: 'field'; field: string };

/** Of a path in a label, in characters. */
const LONGEST_PATH = 80;

/** Something in the request that had no effect, and why. */
export interface KeptOut {
  id: string;
  label: string;
  sentence: string;
  /** Null where no row of the editor decides it. */
  place: ReceiptPlace | null;
  /** The contact that already has this identifier (ID8). */
  belongsTo: { userNs: string; label: string } | null;
}

/** The row that has drifted, by its name; a place that a flow reads, by its path. */
export function driftLabel({ about, path }: Pick<Drift, 'about' | 'path'>): string {
  switch (about.kind) {
    case 'slot':
      return SLOT_LABELS[about.slot];
    case 'field':
      return about.name;
    case 'place':
      return `${excerptOf(path, LONGEST_PATH)} in the flow “${about.name}”`;
    default:
      return assertNever(about);
  }
}

/** Everything mapped that came to nothing: readings that gave no value, fields that kept what they had, identifiers of somebody else. */
export function keptOut(receipt: Receipt): KeptOut[] {
  const { identification, profile } = receipt;
  const readings: [Slot, SlotReading][] = [
    ...IDENTITY_SLOTS.flatMap((slot) => pairOf(slot, identification?.readings[slot])),
    ...PROFILE_SLOTS.flatMap((slot) => pairOf(slot, profile?.[slot])),
  ];
  return [
    ...readings.filter(([, reading]) => isWithoutValue(reading)).map(keptOutReading),
    ...(identification?.possibleDuplicates ?? []).map(keptOutDuplicate),
    ...receipt.fields.filter(isWithoutEffect).map(keptOutField),
    ...(receipt.unopened ?? []).map(keptOutText),
  ];
}

function pairOf(slot: Slot, reading: SlotReading | undefined): [Slot, SlotReading][] {
  return reading ? [[slot, reading]] : [];
}

function isWithoutValue({ verdict }: SlotReading): boolean {
  return verdict !== 'unset' && verdict !== 'value';
}

/** Whether a field keeps what it had because there was nothing that could go into it. */
export function isWithoutEffect({ verdict }: FieldChange): boolean {
  return verdict !== 'set' && verdict !== 'unchanged' && verdict !== 'cleared';
}

function keptOutReading([slot, { sentence }]: [Slot, SlotReading]): KeptOut {
  return { id: slot, label: SLOT_LABELS[slot], sentence, place: { kind: 'slot', slot }, belongsTo: null };
}

function keptOutDuplicate({ slot, value, contact }: Identification['possibleDuplicates'][number]): KeptOut {
  return {
    id: `duplicate-${slot}`,
    label: SLOT_LABELS[slot],
    sentence: `${value} was not attached, because it already belongs to another contact:`,
    place: { kind: 'slot', slot },
    belongsTo: contact,
  };
}

function keptOutField({ field, name, sentence }: FieldChange): KeptOut {
  return { id: `field-${field}`, label: name, sentence, place: { kind: 'field', field }, belongsTo: null };
}

/** A text that was to be opened as JSON. */
function keptOutText({ path, sentence }: NonNullable<Receipt['unopened']>[number]): KeptOut {
  return { id: `unopened-${path}`, label: path, sentence, place: null, belongsTo: null };
}
