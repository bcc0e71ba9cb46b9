import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { JsonTreeHandle } from '#renderer/json-tree/JsonTree.tsx';
import { announce } from '#renderer/ui/announce.tsx';
import { bestPath } from '#renderer/ui/path/path-notes.ts';
import { isInside, type Path, valueAt } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { useEditor } from '../editor-context.tsx';
import { goToComposer, goToPick, showRow } from '../places.ts';
import { targetLabel, withPath } from '../targets.ts';
import { type Armed, armedId, type MapState, pickButtonId } from './map-context.tsx';
import { useComposer } from './use-composer.ts';

/** Selecting, arming and assigning: everything that a click in the tree can mean. Escape disarms. */
export function usePicking(tree: RefObject<JsonTreeHandle | null>) {
  const { root, items, shownItem, showItem, fieldNames, edit } = useEditor();
  const { setPath } = useComposer();
  const [selected, setSelected] = useState<Path | null>(null);
  const [armed, setArmed] = useState<Armed | null>(null);
  const [lit, light] = useState<string | null>(null);

  useEffect(() => {
    if (armed === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setArmed(null);
      announce('Picking ended.');
      goToPick(pickButtonId(armed));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [armed]);

  function assign(to: Armed, path: Path): void {
    if (root === undefined) return;
    const text = bestPath(path, root, items?.place ?? null);
    if (to.kind === 'composer') {
      setPath(text);
      announce(`The new field takes ${text}. Give it a name, then press Add.`);
      goToComposer();
      return;
    }
    const label = targetLabel(to.target, fieldNames);
    edit({ label: `${label}: ${text}`, change: (config) => withPath(config, to.target, text) });
    announce(`${label} takes ${text}.`);
    showRow(to.target);
  }

  function select(path: Path): void {
    setSelected(path);
    const item = items !== null && isInside(path, items.place) ? path[items.place.length] : undefined;
    if (typeof item === 'number') showItem(item);
    if (armed === null) return;
    setArmed(null);
    assign(armed, path);
    if (armed.kind === 'target') goToPick(pickButtonId(armed));
  }

  function arm(next: Armed): void {
    const isSame = armed !== null && armedId(armed) === armedId(next);
    setArmed(isSame ? null : next);
    if (isSame) return;
    const label = next.kind === 'composer' ? 'the custom field' : targetLabel(next.target, fieldNames);
    announce(`Choose a value for ${label} in the tree. Escape ends it.`);
    tree.current?.focus();
  }

  function reveal(path: string): void {
    const read = root === undefined ? null : readPath(path, root);
    const matches = read?.status === 'ok' ? read.matches : [];
    const shown = items && [...items.place, shownItem];
    const found = matches.find((match) => shown !== null && isInside(match.path, shown)) ?? matches[0];
    if (found === undefined) return;
    setSelected(found.path);
    tree.current?.reveal(found.path);
  }

  const map: MapState = { armed, arm, lit, light, assign, reveal };
  const isThere = useMemo(
    () => selected !== null && root !== undefined && valueAt(selected, root) !== undefined,
    [selected, root],
  );
  return { map, select, selected: isThere ? selected : null };
}
