// @ts-nocheck: the types of what is imported are not here either.
// Built beside the other viewers (see peers.ts), which are not among the packages of this project.
import ReactJsonView from '@uiw/react-json-view';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { JsonView } from 'react-json-view-lite';
import 'react-json-view-lite/dist/index.css';
import { createJSONEditor } from 'vanilla-jsoneditor';
import { bookings } from './bookings.js';

/** Each as its own documentation shows it, with what it opens by itself; how to show a value, and what is there once it does. */
const VIEWERS = {
  'react-json-view-lite': { show: inReact((data) => createElement(JsonView, { data })), first: '[role="treeitem"]' },
  '@uiw/react-json-view': { show: inReact((value) => createElement(ReactJsonView, { value })), first: '#root span' },
  'vanilla-jsoneditor': {
    show: (json) => {
      const editor = createJSONEditor({
        target: newPlace(),
        props: { content: { json }, mode: 'tree', readOnly: true },
      });
      return () => editor.destroy();
    },
    first: '.jse-tree-mode .jse-json-node',
  },
};

/** From handing the data to a viewer to its first rows painted, in ms. */
window.paintPeer = async (name, count) => {
  const { show, first } = VIEWERS[name];
  const value = bookings(count);
  window.gc?.();
  await frame();
  const begun = performance.now();
  const end = show(value);
  do await frame();
  while (!document.querySelector(first));
  // One frame more: the rows are then on the screen, not only in the document.
  await frame();
  const took = performance.now() - begun;
  await end();
  return took;
};

function inReact(elementOf) {
  return (value) => {
    const root = createRoot(newPlace());
    root.render(elementOf(value));
    return () => root.unmount();
  };
}

function newPlace() {
  const place = document.createElement('div');
  document.getElementById('root').replaceChildren(place);
  return place;
}

function frame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
