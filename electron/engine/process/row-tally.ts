import type { BackTestRow } from '#shared/contract/back-test.ts';
import type { Field } from '#shared/contract/field.ts';
import type { FieldChange, Receipt, SlotReading } from '#shared/contract/receipt.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, type WebhookConfig } from '#shared/contract/webhook.ts';

type Verdict = 'usable' | 'missing' | 'keptOut';

/** Counts, row by row, what a draft makes of several requests. The first that is kept out is the example. */
export class RowTally {
  readonly #rows: BackTestRow[];

  constructor({ identity, profile, fields }: WebhookConfig, known: readonly Field[]) {
    const paths = { ...identity, ...profile };
    const slots = [...IDENTITY_SLOTS, ...PROFILE_SLOTS].flatMap((slot) => {
      const path = paths[slot];
      return path === null ? [] : [blank({ kind: 'slot', slot }, path)];
    });
    const rows = fields.flatMap(({ field, path }) => {
      const of = known.find(({ key }) => key === field);
      return of === undefined ? [] : [blank({ kind: 'field', field, name: of.name, type: of.type }, path)];
    });
    this.#rows = [...slots, ...rows];
  }

  /** A row that the request did not come to, because its body could not be read, does not count. */
  add(receipt: Receipt): void {
    const readings: Partial<Record<string, SlotReading>> = {
      ...receipt.identification?.readings,
      ...receipt.profile,
    };
    for (const row of this.#rows) {
      const { about } = row;
      if (about.kind === 'slot') {
        const reading = readings[about.slot];
        if (reading !== undefined) count(row, slotVerdict(reading), reading);
      } else {
        const change = receipt.fields.find(({ field }) => field === about.field);
        if (change !== undefined) count(row, fieldVerdict(change), change);
      }
    }
  }

  rows(): BackTestRow[] {
    return this.#rows;
  }
}

function blank(about: BackTestRow['about'], path: string): BackTestRow {
  return { about, path, tried: 0, usable: 0, missing: 0, keptOut: 0, example: null };
}

function count(row: BackTestRow, verdict: Verdict, { raw, sentence }: Pick<FieldChange, 'raw' | 'sentence'>): void {
  row.tried += 1;
  row[verdict] += 1;
  if (verdict === 'keptOut') row.example ??= { raw, sentence };
}

function slotVerdict({ verdict }: SlotReading): Verdict {
  if (verdict === 'value') return 'usable';
  return verdict === 'missing' || verdict === 'empty' || verdict === 'unset' ? 'missing' : 'keptOut';
}

function fieldVerdict({ verdict }: FieldChange): Verdict {
  if (verdict === 'set' || verdict === 'unchanged' || verdict === 'cleared') return 'usable';
  return verdict === 'missing' ? 'missing' : 'keptOut';
}
