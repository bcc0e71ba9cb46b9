import type { FieldType } from '#shared/contract/field.ts';
import { KeptDeletions } from './kept-deletions.ts';
import type { TakenOut } from './webhook-parts.ts';

export interface FieldRow {
  pk: number;
  key: string;
  name: string;
  folded_name: string;
  type: FieldType;
  is_private: number;
  created_at: number;
  contacts: number;
}

/** A field that was deleted. Its values stay on the disk meanwhile, and are gone for every reader. */
export interface DeletedField {
  row: FieldRow;
  taken: TakenOut;
}

/** Fields that can be put back. Several may have had the same key, one after the other: each of them can, as long as its key is free. */
export class DeletedFields {
  readonly #kept = new KeptDeletions<DeletedField>();

  /** To be called once the deletion is on disk; `at` in ms since 1970. */
  keep(at: number, field: DeletedField): void {
    this.#kept.keep(String(field.row.pk), at, field);
  }

  /** The one that was made then (ms since 1970); without a time the one that was deleted last. */
  get(key: string, createdAt?: number): DeletedField | undefined {
    return this.#kept
      .all()
      .find(({ row }) => row.key === key && (createdAt === undefined || row.created_at === createdAt));
  }

  forget({ row }: DeletedField): void {
    this.#kept.forget(String(row.pk));
  }

  /** Lets go of what was deleted until then, in ms since 1970; answers what it was. */
  forgetUntil(time: number): DeletedField[] {
    return this.#kept.forgetUntil(time);
  }
}
