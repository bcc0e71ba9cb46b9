import { type KeyboardEvent, useRef } from 'react';
import { navigate, typeAhead } from './navigate.ts';
import type { JsonTreeState } from './use-json-tree.ts';
import { rowOf } from './visible-rows.ts';

/** Letters typed within this time of each other belong together. */
const TYPING_PAUSE_MS = 700;

/** The keyboard of the tree. */
export function useTreeKeys(
  tree: JsonTreeState,
  { page, select, copy, search }: { page: () => number; select(): void; copy(): void; search(): void },
) {
  const typed = useRef({ text: '', at: 0 });

  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  function act(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey) return actWithControl(event);
    if (event.key === 'Enter' || event.key === ' ') {
      select();
      return true;
    }
    const row = rowOf(tree.model, tree.rows, tree.active);
    const step = navigate(event.key, { ...tree, row, page: page() });
    if (step?.kind === 'move') moveTo(step.row);
    else if (step) tree.setOpen(step.nodes, step.kind === 'open');
    else if (event.key.length === 1) return moveByTyping(event, row);
    else return /^(?:Arrow|Page|Home|End)/.test(event.key);
    return true;
  }

  function actWithControl(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase();
    // What the person marked with the mouse is what they want to copy.
    if (key === 'c' && String(getSelection()) === '') copy();
    else if (key === 'f') search();
    else return false;
    return true;
  }

  function moveByTyping(event: KeyboardEvent, row: number): boolean {
    const text = event.timeStamp - typed.current.at < TYPING_PAUSE_MS ? typed.current.text + event.key : event.key;
    typed.current = { text, at: event.timeStamp };
    const next = typeAhead(text, { ...tree, row, page: page() });
    if (next !== undefined) moveTo(next);
    return true;
  }

  function moveTo(row: number): void {
    const node = tree.rows[row];
    if (node !== undefined) tree.goTo(node);
  }
}
