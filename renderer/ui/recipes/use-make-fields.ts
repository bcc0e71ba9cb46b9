import type { z } from 'zod';
import { useCreateField } from '#renderer/door/mutations.ts';
import type { CreateFieldSchema, Field } from '#shared/contract/field.ts';

export type WantedField = z.input<typeof CreateFieldSchema> & { name: string };

/** The fields of these that there are none of yet, by their name. */
export function missingFields<Wanted extends WantedField>(
  wanted: readonly Wanted[],
  fields: readonly Field[],
): Wanted[] {
  return wanted.filter(({ name }) => keyOfName(name, fields) === undefined);
}

export function keyOfName(name: string, fields: readonly Pick<Field, 'key' | 'name'>[]): string | undefined {
  return fields.find((field) => field.name.trim().toLowerCase() === name.trim().toLowerCase())?.key;
}

/** Makes the fields that are missing. `make` resolves to all fields there are then, and rejects when one was refused. */
export function useMakeFields() {
  const create = useCreateField();
  return {
    isMaking: create.isPending,
    error: create.error,
    async make(wanted: readonly WantedField[], fields: readonly Field[]): Promise<readonly Field[]> {
      const all = [...fields];
      for (const { name, type } of missingFields(wanted, fields)) {
        all.push(await create.mutateAsync({ body: { name, type } }));
      }
      return all;
    },
  };
}
