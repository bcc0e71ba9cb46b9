import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Address,
  addressOf,
  buildTree,
  childNodes,
  findNode,
  LONGEST_PLAIN_LIST,
  levelOf,
  pathOf,
  type TreeModel,
} from '#renderer/json-tree/model.ts';
import { rowOf, visibleRows } from '#renderer/json-tree/visible-rows.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { type Path, printPath, valueAt } from '#shared/json-path/path.ts';

const key = fc.oneof(fc.constantFrom('', '0', 'a.b', '__proto__', '\ud800'), fc.string({ maxLength: 3 }));
const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom<JsonValue>(1, 'x', true, null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    fc.integer({ min: LONGEST_PLAIN_LIST + 1, max: 450 }).map((length) => Array.from({ length }, (_, item) => item)),
  ),
}));

function everyPath(value: JsonValue, path: Path = []): Path[] {
  const steps = Array.isArray(value) ? [...value.keys()] : isJsonObject(value) ? Object.keys(value) : [];
  return [path, ...steps.flatMap((step) => everyPath(valueAt([step], value)!, [...path, step]))];
}

const all = (model: TreeModel): number[] => Array.from({ length: model.count }, (_, node) => node);

describe('the tree’s model', () => {
  it('has one node for every value, in order, besides sections', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const model = buildTree(root);
        const paths = all(model)
          .filter((node) => !model.sections.has(node))
          .map((node) => pathOf(model, node));
        expect(paths).toEqual(everyPath(root));
      }),
    );
  });

  it('PA2 every node’s path leads to its value, and its address back to it', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const model = buildTree(root);
        for (const node of all(model)) {
          expect(valueAt(pathOf(model, node), root)).toBe(model.values[node]);
          expect(findNode(model, addressOf(model, node))).toBe(node);
        }
      }),
    );
  });

  it('counts levels, positions and sizes as a screen reader tells them', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const model = buildTree(root);
        for (const node of all(model)) {
          const children = [...childNodes(model, node)];
          expect(model.childCount[node]).toBe(children.length);
          expect(children.map((child) => model.position[child])).toEqual(children.map((_, index) => index + 1));
          expect(children.every((child) => levelOf(model, child) === levelOf(model, node) + 1)).toBe(true);
          expect(children.every((child) => model.parent[child] === node)).toBe(true);
          expect(model.span[node]).toBe(1 + children.reduce((sum, child) => sum + model.span[child]!, 0));
        }
      }),
    );
  });

  it('opens long lists in sections that keep the positions of their items', () => {
    const model = buildTree({ list: Array.from({ length: 250 }, (_, item) => `item ${item}`) });
    const list = findNode(model, { path: ['list'], section: null })!;
    expect([...childNodes(model, list)].map((node) => model.sections.get(node))).toEqual([
      { from: 0, to: 100 },
      { from: 100, to: 200 },
      { from: 200, to: 250 },
    ]);
    const item = findNode(model, { path: ['list', 217], section: null })!;
    expect(printPath(pathOf(model, item))).toBe('$.list[217]');
    expect(model.values[item]).toBe('item 217');
    expect(model.position[item]).toBe(18);
  });

  it('leaves lists without sections up to the longest plain one', () => {
    const model = buildTree(Array.from({ length: LONGEST_PLAIN_LIST }, () => 0));
    expect(model.sections.size).toBe(0);
    expect(model.count).toBe(LONGEST_PLAIN_LIST + 1);
  });

  it.each<Address>([
    { path: ['b'], section: null },
    { path: ['a', 1], section: null },
    { path: ['a', '0'], section: null },
    { path: ['a'], section: 0 },
    { path: ['a', 0, 'x'], section: null },
  ])('finds nothing at $path $section', (address) => {
    expect(findNode(buildTree({ a: [1] }), address)).toBeUndefined();
  });
});

describe('the rows that show', () => {
  const anyOpen = fc.func(fc.boolean());

  it('are those whose every ancestor is open', () => {
    fc.assert(
      fc.property(tree, anyOpen, (root, isOpen) => {
        const model = buildTree(root);
        const open = Uint8Array.from(all(model), (node) => (isOpen(node) ? 1 : 0));
        const shows = (node: number): boolean =>
          node === 0 || (open[model.parent[node]!] === 1 && shows(model.parent[node]!));
        expect([...visibleRows(model, open)]).toEqual(all(model).filter(shows));
      }),
    );
  });

  it('stand for the hidden nodes below them', () => {
    fc.assert(
      fc.property(tree, anyOpen, (root, isOpen) => {
        const model = buildTree(root);
        const open = Uint8Array.from(all(model), (node) => (isOpen(node) ? 1 : 0));
        const rows = visibleRows(model, open);
        for (const node of all(model)) {
          let shown = node;
          while (!rows.includes(shown)) shown = model.parent[shown]!;
          expect(rows[rowOf(rows, node)]).toBe(shown);
        }
      }),
    );
  });
});
