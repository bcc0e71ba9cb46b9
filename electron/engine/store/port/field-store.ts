import type { Field, FieldType } from '#shared/contract/field.ts';

export interface NewField {
  name: string;
  type: FieldType;
  isPrivate?: boolean;
  at: number;
}

export interface FieldUpdate {
  name?: string | undefined;
  isPrivate?: boolean | undefined;
}

export interface FieldStore {
  list(): Promise<Field[]>;
  get(key: string): Promise<Field | null>;
  /** Makes the key from the name; 'name-taken' compares without case. */
  create(field: NewField): Promise<Field | 'name-taken'>;
  /** What is undefined stays. */
  update(key: string, change: FieldUpdate): Promise<Field | 'not-found' | 'name-taken'>;
  /** Keys of the private ones (LG3). */
  privateKeys(): Promise<string[]>;
  /**
   * Deletes the field with its values; with `force` also takes it out of the webhooks' configurations (a new version each). Resolves to the
   * ids of the webhooks changed. Until `forgetDeleted`, or another field of this key is deleted, it can be put back.
   */
  delete(key: string, force: boolean, at: number): Promise<{ webhooks: string[] } | 'not-found' | 'in-use'>;
  /**
   * Undoes its deletion: values, and its rows in the webhooks. Resolves to the ids of the webhooks changed, or says which other field has its
   * name or key by now. Of several deleted ones of the key it is the one made at `createdAt` (ms since 1970), else the one deleted last.
   */
  putBack(
    key: string,
    at: number,
    createdAt?: number,
  ): Promise<{ webhooks: string[] } | { taken: 'name' | 'key'; by: string } | 'not-found'>;
  /** Takes what was deleted until then (ms since 1970) off the disk. */
  forgetDeleted(until: number): Promise<void>;
}
