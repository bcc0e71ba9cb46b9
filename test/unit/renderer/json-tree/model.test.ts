import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Address,
  addressOf,
  buildTree,
  childCount,
  childNodes,
  findNode,
  LONGEST_PLAIN_LIST,
  levelOf,
  pathOf,
  positionOf,
  type Section,
  type TreeModel,
} from '#renderer/json-tree/model.ts';
import { createFinder, scalarText, searchTree } from '#renderer/json-tree/search.ts';
import { rowOf, visibleRows } from '#renderer/json-tree/visible-rows.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
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

/** From top to bottom. */
const all = (model: TreeModel): number[] => visibleRows(model, () => true);

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

  it('shows names from A to Z on request, lists in their order, and finds the same', () => {
    const model = buildTree({ room: 1, b10: [{ y: 1, x: 2 }, 'a'], b9: 2, Äpfel: 3 }, true);
    const shown = all(model).map((node) => printPath(pathOf(model, node)));
    expect(shown).toEqual([
      '$',
      '$.Äpfel',
      '$.b9',
      '$.b10',
      '$.b10[0]',
      '$.b10[0].x',
      '$.b10[0].y',
      '$.b10[1]',
      '$.room',
    ]);
    fc.assert(
      fc.property(tree, fc.constantFrom('x', '1', 'a'), (root, query) => {
        const found = (isSorted: boolean) => {
          const sorted = buildTree(root, isSorted);
          return searchTree(sorted, createFinder(query)!).map((node) => printPath(pathOf(sorted, node)));
        };
        expect(new Set(found(true))).toEqual(new Set(found(false)));
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
          expect(childCount(model, node)).toBe(children.length);
          expect(children.map((child) => positionOf(model, child))).toEqual(children.map((_, index) => index + 1));
          expect(children.every((child) => levelOf(model, child) === levelOf(model, node) + 1)).toBe(true);
          expect(children.every((child) => model.parent[child] === node)).toBe(true);
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
    expect(positionOf(model, item)).toBe(18);
  });

  it('leaves lists without sections up to the longest plain one', () => {
    const model = buildTree(Array.from({ length: LONGEST_PLAIN_LIST }, () => 0));
    expect(model.sections.size).toBe(0);
    expect(all(model)).toHaveLength(LONGEST_PLAIN_LIST + 1);
  });

  it.each<Address>([
    { path: ['b'], section: null },
    { path: ['a', 1], section: null },
    { path: ['a', -1], section: null },
    { path: ['a', 0.5], section: null },
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
        const shows = (node: number): boolean =>
          node === 0 || (isOpen(model.parent[node]!) && shows(model.parent[node]!));
        expect(visibleRows(model, isOpen)).toEqual(all(model).filter(shows));
      }),
    );
  });

  it('stand for the hidden nodes below them', () => {
    fc.assert(
      fc.property(tree, anyOpen, (root, isOpen) => {
        const model = buildTree(root);
        const rows = visibleRows(model, isOpen);
        for (const node of all(model)) {
          let shown = node;
          while (!rows.includes(shown)) shown = model.parent[shown]!;
          expect(rows[rowOf(model, rows, node)]).toBe(shown);
        }
      }),
    );
  });

  it('are all that is laid out of a payload, with what lies directly below them', () => {
    const model = buildTree({ few: [1, { a: 1 }], many: Array.from({ length: 1_000 }, () => ({ a: { b: 1 } })) });
    visibleRows(model, (node) => node === 0);
    expect(model.values).toHaveLength(3);
  });
});

/** A row as it can be compared with one of another model. */
interface Row {
  path: string;
  section: number | null;
  level: number;
  position: number;
  siblings: number;
  children: number;
}

/** The rows of a value as one would write them down who lays out everything, whatever is open. */
function plainRows(root: JsonValue): Row[] {
  const rows: Row[] = [];
  function write(
    path: Path,
    place: Pick<Row, 'section' | 'level' | 'position' | 'siblings'>,
    below: [Path, Section?][],
  ): void {
    rows.push({ path: printPath(path), ...place, children: below.length });
    below.forEach(([inner, section], index) => {
      const at = {
        section: section?.from ?? null,
        level: place.level + 1,
        position: index + 1,
        siblings: below.length,
      };
      write(inner, at, section ? itemsIn(inner, section) : directlyBelow(inner));
    });
  }
  function itemsIn(path: Path, { from, to }: Section): [Path][] {
    return Array.from({ length: to - from }, (_, index) => [[...path, from + index]]);
  }
  function directlyBelow(path: Path): [Path, Section?][] {
    const value = valueAt(path, root)!;
    if (isJsonObject(value)) return Object.keys(value).map((name) => [[...path, name]]);
    if (!Array.isArray(value)) return [];
    if (value.length <= LONGEST_PLAIN_LIST) return itemsIn(path, { from: 0, to: value.length });
    // The lists of this test are of those that open in hundreds.
    return Array.from({ length: Math.ceil(value.length / 100) }, (_, index) => [
      path,
      { from: index * 100, to: Math.min(index * 100 + 100, value.length) },
    ]);
  }
  write([], { section: null, level: 1, position: 1, siblings: 1 }, directlyBelow([]));
  return rows;
}

describe('a payload laid out bit by bit', () => {
  const doing = fc.oneof(
    fc.record({ kind: fc.constantFrom('open', 'close'), at: fc.nat() }),
    fc.record({ kind: fc.constant('search'), at: fc.nat(), text: fc.constantFrom('1', 'x', 'a', 'true', '49') }),
    fc.record({ kind: fc.constantFrom('find', 'open all', 'close all'), at: fc.nat() }),
  );

  it('shows the rows of one that is laid out at once, whatever is opened, closed, found and searched for, in any order', () => {
    fc.assert(
      fc.property(tree, fc.array(doing, { maxLength: 12 }), (root, steps) => {
        const model = buildTree(root);
        const plain = plainRows(root);
        const nameOfRow = (row: Pick<Row, 'path' | 'section'>) => `${row.section ?? ''}${row.path}`;
        const open = new Set<string>(['$']);
        const rowFor = (node: number): Row => {
          const { path, section } = addressOf(model, node);
          return {
            path: printPath(path),
            section,
            level: levelOf(model, node),
            position: positionOf(model, node),
            siblings: node === 0 ? 1 : childCount(model, model.parent[node]!),
            children: childCount(model, node),
          };
        };
        for (const step of steps) {
          const target = plain[step.at % plain.length]!;
          if (step.kind === 'open') open.add(nameOfRow(target));
          if (step.kind === 'close' && target.level > 1) open.delete(nameOfRow(target));
          if (step.kind === 'open all') for (const row of plain) open.add(nameOfRow(row));
          if (step.kind === 'close all') {
            open.clear();
            open.add('$');
          }
          if (step.kind === 'find') {
            const parsed = parsePath(target.path);
            const path = parsed.ok ? parsed.singular! : [];
            const found = findNode(model, { path, section: target.section })!;
            expect(rowFor(found)).toEqual(target);
          }
          if ('text' in step) {
            const find = createFinder(step.text)!;
            const holds = ({ path, section }: Row) => {
              const parsed = parsePath(path);
              const way = parsed.ok ? parsed.singular! : [];
              const name = way.at(-1);
              const text = scalarText(valueAt(way, root)!);
              return section === null && ((typeof name === 'string' && find(name)) || (text !== null && find(text)));
            };
            expect(searchTree(model, find).map(rowFor)).toEqual(plain.filter(holds));
          }
          expect(visibleRows(model, (node) => open.has(nameOfRow(rowFor(node)))).map(rowFor)).toEqual(
            shownOf(plain, open, nameOfRow),
          );
        }
        expect(all(model).map(rowFor)).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });
});

/** What is below a closed row is the rows after it that are on a deeper level. */
function shownOf(plain: readonly Row[], open: ReadonlySet<string>, nameOfRow: (row: Row) => string): Row[] {
  let hidden = Number.POSITIVE_INFINITY;
  return plain.filter((row) => {
    if (row.level > hidden) return false;
    hidden = open.has(nameOfRow(row)) ? Number.POSITIVE_INFINITY : row.level;
    return true;
  });
}
