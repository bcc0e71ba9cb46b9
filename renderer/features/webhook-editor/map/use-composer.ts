import { useMemo } from 'react';
import { useCreateField } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import type { JsonValue } from '#shared/json/value.ts';
import { type Path, valueAt } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { type Composer, EMPTY_COMPOSER, fieldByName } from '../draft/composer.ts';
import { changeComposer, useSideStore } from '../draft/draft-store.ts';
import { useEditor } from '../editor-context.tsx';
import { fieldTarget, type Target, withPath } from '../targets.ts';
import { guessFieldName, guessFieldType } from './guess-field.ts';

/** The row in which a custom field is added: what stands in it, and the ways it changes. */
export function useComposer() {
  const { webhook, fields, root, edit } = useEditor();
  const { id } = webhook;
  const composer = useSideStore(({ composers }) => composers[id]) ?? EMPTY_COMPOSER;
  const create = useCreateField();
  const field = useMemo(() => fieldByName(fields, composer.name), [fields, composer.name]);

  return {
    composer,
    /** The existing field that is named; null when a new one would be made. */
    field,
    type: field?.type ?? composer.type,
    isAdding: create.isPending,
    error: create.error,

    setPath(path: string): void {
      create.reset();
      changeComposer(id, { path, ...guesses(composer, path, root) });
    },
    setName(name: string): void {
      create.reset();
      changeComposer(id, { name, isNameGuessed: name === '' });
    },
    setType: (type: Composer['type']) => changeComposer(id, { type, isTypeGuessed: false }),
    clear: () => changeComposer(id, EMPTY_COMPOSER),

    /** Adds the row, making the field first where it does not exist. Resolves to the row's target, or null when it was refused. */
    async add(): Promise<Target | null> {
      const { path, name, type } = composer;
      const filled = field ?? (await create.mutateAsync({ body: { name: name.trim(), type } }).catch(() => null));
      if (filled === null) return null;
      const target = fieldTarget(filled.key);
      edit({
        label: `${filled.name}: ${path}`,
        change: (config) => withPath(config, target, path),
      });
      changeComposer(id, EMPTY_COMPOSER);
      announce(`${filled.name} is filled from ${path}.`);
      return target;
    },
  };
}

/** Name and type from the value that the path finds, for as long as the owner has not chosen them. */
function guesses(composer: Composer, path: string, root: JsonValue | undefined): Partial<Composer> {
  if (root === undefined || !(composer.isNameGuessed || composer.isTypeGuessed)) return {};
  const read = readPath(path, root);
  const found = read.status === 'ok' ? read.matches[0] : undefined;
  if (found === undefined) return {};
  const key = lastKey(found.path);
  return {
    ...(composer.isNameGuessed ? { name: guessFieldName(found.path, root) } : {}),
    ...(composer.isTypeGuessed ? { type: guessFieldType(valueAt(found.path, root) ?? null, key) } : {}),
  };
}

function lastKey(path: Path): string {
  return path.findLast((step) => typeof step === 'string') ?? '';
}
