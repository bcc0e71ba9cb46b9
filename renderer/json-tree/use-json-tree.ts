import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { JsonValue } from '#shared/json/value.ts';
import type { Path } from '#shared/json-path/path.ts';
import { DEFAULT_EXPANSION, openNodes, withOpen } from './expansion.ts';
import { addressOf, buildTree, findNode, type TreeModel } from './model.ts';
import { createFinder, type Finder, nearestMatch, nodesAbove, searchTree, stepThrough } from './search.ts';
import { type IsOpen, rowOf, visibleRows } from './visible-rows.ts';

export interface JsonTreeState {
  model: TreeModel;
  rows: readonly number[];
  isOpen: IsOpen;
  /** The node that one is on: where the keys act and the screen reader reads. Always shows. */
  active: number;
  activate(node: number): void;
  setOpen(nodes: Iterable<number>, isOpen: boolean): void;
  setAllOpen(isOpen: boolean): void;
  /** Names from A to Z, and not as the sender wrote them. */
  isSorted: boolean;
  setSorted(isSorted: boolean): void;
  /** Opens what hides a node and goes there; `far` jumps show what stands around it as well. */
  goTo(node: number, far?: boolean): void;
  reveal(path: Path): void;
  query: string;
  setQuery(query: string): void;
  finder: Finder | null;
  /** The matches are still those of an earlier query. */
  isSearching: boolean;
  matches: readonly number[];
  stepThroughMatches(by: 1 | -1): void;
  /** The node to bring into view; a new object each time. */
  wanted: Wanted | null;
}

export interface Wanted {
  node: number;
  far: boolean;
}

const NO_MATCHES: readonly number[] = [];

/** What is open, where one is, and what is searched for. All of it survives a changed sample, as far as the places still exist. */
export function useJsonTree(value: JsonValue): JsonTreeState {
  const [isSorted, setSorted] = useState(false);
  const model = useMemo(() => buildTree(value, isSorted), [value, isSorted]);
  const [expansion, setExpansion] = useState(DEFAULT_EXPANSION);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [active, activate] = useActiveNode(model);

  const [query, changeQuery] = useState('');
  const searched = useDeferredValue(query);
  const finder = useMemo(() => createFinder(searched), [searched]);
  const matches = useMemo(() => (finder === null ? NO_MATCHES : searchTree(model, finder)), [model, finder]);
  /** What the person closed although there are matches inside. */
  const [closed, setClosed] = useState({ matches, nodes: new Set<number>() });

  const isOpen = useMemo((): IsOpen => {
    const isOpened = openNodes(model, expansion);
    const above = nodesAbove(model, matches);
    const closedHere = closed.matches === matches ? closed.nodes : null;
    return (node) => !closedHere?.has(node) && (above.has(node) || isOpened(node));
  }, [model, expansion, matches, closed]);
  const rows = useMemo(() => visibleRows(model, isOpen), [model, isOpen]);
  const shown = rows[rowOf(model, rows, active)] ?? 0;

  function setOpen(nodes: Iterable<number>, toOpen: boolean): void {
    const list = [...nodes];
    setExpansion((before) => withOpen(before, model, list, toOpen));
    if (finder === null) return;
    const kept = new Set(closed.matches === matches ? closed.nodes : []);
    for (const node of list) toOpen ? kept.delete(node) : kept.add(node);
    setClosed({ matches, nodes: kept });
  }

  function setQuery(text: string): void {
    changeQuery(text);
    // When the search ends, the place one has come to stays in sight.
    if (text === '') setExpansion((before) => withOpen(before, model, nodesAbove(model, [shown]), true));
  }

  function goTo(node: number, far = false): void {
    const hiding = [...nodesAbove(model, [node])].filter((above) => !isOpen(above));
    if (hiding.length > 0) setOpen(hiding, true);
    activate(node);
    setWanted({ node, far });
  }

  // As one types, the nearest match comes into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new matches move, not what moving itself changes.
  useEffect(() => {
    const nearest = nearestMatch(model, matches, shown);
    if (nearest !== undefined) goTo(nearest, true);
  }, [matches]);

  // In another order, where one is comes into view again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another order moves.
  useEffect(() => {
    if (isSorted || wanted !== null) setWanted({ node: shown, far: true });
  }, [isSorted]);

  return {
    model,
    rows,
    isOpen,
    active: shown,
    activate,
    setOpen,
    setAllOpen: (toOpen) => {
      setExpansion({ base: toOpen ? 'all-open' : 'all-closed', changes: new Map() });
      setWanted({ node: shown, far: true });
    },
    isSorted,
    setSorted,
    goTo,
    reveal: (path) => {
      const node = findNode(model, { path, section: null });
      if (node !== undefined) goTo(node, true);
    },
    query,
    setQuery,
    finder,
    isSearching: searched !== query,
    matches,
    stepThroughMatches: (by) => {
      const next = stepThrough(model, matches, shown, by);
      if (next !== undefined) goTo(next, true);
    },
    wanted,
  };
}

/** Where one is, by place: another sample keeps it, or puts one on the nearest place above that still exists. */
function useActiveNode(model: TreeModel): [number, (node: number) => void] {
  const [place, setPlace] = useState({ model, node: 0 });
  if (place.model === model) return [place.node, (node) => setPlace({ model, node })];
  const next = { model, node: nearestNode(model, addressOf(place.model, place.node).path) };
  setPlace(next);
  return [next.node, (node) => setPlace({ model, node })];
}

function nearestNode(model: TreeModel, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNode(model, { path: path.slice(0, length), section: null });
    if (node !== undefined) return node;
  }
  return 0;
}
