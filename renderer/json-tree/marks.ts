import { parsePath } from '#shared/json-path/parse-path.ts';
import { findNode, isBelow, type TreeModel } from './model.ts';

/** A chip on a row: what the row's value is used for. */
export interface TreeMark {
  id: string;
  label: string;
  tone: 'identity' | 'profile' | 'field';
}

export type MarksByPath = ReadonlyMap<string, readonly TreeMark[]>;
export type MarksByNode = ReadonlyMap<number, readonly TreeMark[]>;

/** What belongs to rows comes by printed path; rows ask by node. */
export function byNode<Of>(model: TreeModel, byPath: ReadonlyMap<string, Of>): ReadonlyMap<number, Of> {
  const found = new Map<number, Of>();
  for (const [text, of] of byPath) {
    const parsed = parsePath(text);
    const node = parsed.ok && parsed.singular && findNode(model, { path: parsed.singular, section: null });
    if (typeof node === 'number') found.set(node, of);
  }
  return found;
}

/** The marks somewhere inside a closed node, so that it can say that something in it is used. */
export function marksInside(model: TreeModel, marks: MarksByNode, node: number): readonly TreeMark[] {
  return [...marks].flatMap(([marked, list]) => (isBelow(model, marked, node) ? list : []));
}
