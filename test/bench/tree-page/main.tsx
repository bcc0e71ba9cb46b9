import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { JsonTree } from '#renderer/json-tree/JsonTree.tsx';
import { theme } from '#renderer/ui/theme.ts';
import type { JsonValue } from '#shared/json/value.ts';

declare global {
  interface Window {
    /** From handing the data to the tree to its first rows painted, in ms. */
    paintTree(bookings: number): Promise<number>;
    /** Scrolls to the end and back, a step a frame; the length of each frame in ms. */
    scrollTree(steps: number): Promise<number[]>;
  }
}

const NO_MARKS = new Map();
let root: Root | undefined;

window.paintTree = async (bookings) => {
  const value = payload(bookings);
  root?.unmount();
  root = createRoot(document.getElementById('root')!);
  await frame();
  const begun = performance.now();
  root.render(
    <MantineProvider theme={theme}>
      <JsonTree
        value={value}
        label="Payload"
        selected={null}
        onSelect={() => {}}
        marks={NO_MARKS}
        lit={null}
        onHoverMark={() => {}}
        arming={null}
      />
    </MantineProvider>,
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

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Bookings of 20 values each. */
function payload(bookings: number): JsonValue {
  return Array.from({ length: bookings }, (_, index) => ({
    id: `bk_${index}`,
    created: '2026-03-02T09:30:00Z',
    paid: index % 2 === 0,
    price: 65 + index,
    client: {
      name: 'Ada Byron',
      email: `ada.${index}@example.com`,
      phone: '+442079460123',
      tags: ['new', 'web', null],
    },
    service: { name: 'First visit', minutes: 45, room: { floor: 1, name: 'Blue' } },
  }));
}
