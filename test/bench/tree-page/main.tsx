import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { JsonTree } from '#renderer/json-tree/JsonTree.tsx';
import { theme } from '#renderer/ui/theme.ts';
import { bookings as payload } from '../bookings.js';

declare global {
  interface Window {
    /** From handing the data to the tree to its first rows painted, in ms. */
    paintTree(bookings: number): Promise<number>;
    /** Scrolls to the end and back, a step a frame; the length of each frame in ms. */
    scrollTree(steps: number): Promise<number[]>;
    /** From clicking “Open all” to the rows painted, in ms. */
    expandTree(): Promise<number>;
    /** From the text in the search field to its count and the nearest match painted, in ms. */
    searchTree(text: string): Promise<number>;
    /** Clears up, where the browser was started with it. */
    gc?: () => void;
    /** Of the page with the other viewers: like paintTree. */
    paintPeer(name: string, bookings: number): Promise<number>;
  }
}

const NO_MARKS = new Map();
let show: (tree: ReactNode) => void;

/** The colours and sizes of the whole page stand before any payload comes, as in the product. */
function Place() {
  const [tree, setTree] = useState<ReactNode>(null);
  show = setTree;
  return tree;
}

createRoot(document.getElementById('root')!).render(
  <MantineProvider theme={theme}>
    <Place />
  </MantineProvider>,
);

window.paintTree = async (bookings) => {
  const value = payload(bookings);
  show(null);
  while (document.querySelector('[role="tree"]')) await frame();
  window.gc?.();
  await frame();
  const begun = performance.now();
  show(
    <JsonTree
      value={value}
      label="Payload"
      selected={null}
      onSelect={() => {}}
      marks={NO_MARKS}
      lit={null}
      onHoverMark={() => {}}
      arming={null}
    />,
  );
  do await frame();
  while (!document.querySelector('[role="treeitem"]'));
  // One frame more: the rows are then on the screen, not only in the document.
  await frame();
  return performance.now() - begun;
};

window.scrollTree = async (steps) => {
  const scroller = document.querySelector<HTMLElement>('[role="tree"]')!;
  const end = scroller.scrollHeight - scroller.clientHeight;
  const frames: number[] = [];
  let last = await frame();
  for (let step = 1; step <= steps; step += 1) {
    const way = step / steps;
    scroller.scrollTop = end * (way < 0.5 ? way * 2 : 2 - way * 2);
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  return frames;
};

window.expandTree = async () => {
  const scroller = document.querySelector<HTMLElement>('[role="tree"]')!;
  const before = scroller.scrollHeight;
  await frame();
  const begun = performance.now();
  document.querySelector<HTMLElement>('[aria-label="Open all"]')!.click();
  do await frame();
  while (scroller.scrollHeight === before);
  await frame();
  return performance.now() - begun;
};

window.searchTree = async (text) => {
  const field = document.querySelector<HTMLInputElement>('input[aria-label^="Search in"]')!;
  const count = field.parentElement!.querySelector('[role="status"]')!;
  await type(field, '');
  while (count.textContent !== '') await frame();
  const begun = performance.now();
  await type(field, text);
  while (count.textContent === '') await frame();
  await frame();
  return performance.now() - begun;
};

/** As a person does: the field tells React of it. */
async function type(field: HTMLInputElement, text: string): Promise<void> {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await frame();
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
