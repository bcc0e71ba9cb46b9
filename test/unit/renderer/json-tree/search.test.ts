import { describe, expect, it } from 'vitest';
import { buildTree, findNode, pathOf, type TreeModel } from '#renderer/json-tree/model.ts';
import { createFinder, nearestMatch, nodesAbove, searchTree, stepThrough } from '#renderer/json-tree/search.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';

const parsed = parseJson(
  '{"Name":"Amy","amounts":[1.50,150,{"note":"name (of) [the] day"}],"paid":true,"gone":null,"a*b":"x","\u00e9t\u00e9":"\u00c9T\u00c9"}',
);
const model = buildTree(parsed.ok ? parsed.value : null);
const paths = (nodes: Iterable<number>, of: TreeModel = model) => [...nodes].map((node) => printPath(pathOf(of, node)));

function find(query: string): string[] {
  const finder = createFinder(query);
  return finder === null ? [] : paths(searchTree(model, finder));
}

describe('search in the tree', () => {
  it.each<[query: string, finds: string[]]>([
    ['name', ['$.Name', '$.amounts[2].note']],
    ['AMY', ['$.Name']],
    ['1.5', ['$.amounts[0]']],
    ['1.50', ['$.amounts[0]']],
    ['true', ['$.paid']],
    ['null', ['$.gone']],
    ['(of) [', ['$.amounts[2].note']],
    ['a*b', ["$['a*b']"]],
    ['.', ['$.amounts[0]']],
    ['été', ['$.été']],
    ['amount', ['$.amounts']],
    ['nowhere', []],
    ['', []],
    ['  ', []],
  ])('%j', (query, finds) => {
    expect(find(query)).toEqual(finds);
  });

  it('opens what stands above the matches, and nothing else', () => {
    const matches = searchTree(model, createFinder('note')!);
    expect(paths(nodesAbove(model, matches))).toEqual(['$.amounts[2]', '$.amounts']);
  });

  it('does not take a section for its list', () => {
    const long = buildTree(Array.from({ length: 250 }, (_, item) => item));
    expect(paths(searchTree(long, createFinder('249')!), long)).toEqual(['$[249]']);
  });

  it('steps through the matches in both directions and round the ends', () => {
    const matches = searchTree(model, createFinder('a')!);
    const at = (path: Path) => findNode(model, { path, section: null })!;
    const step = (from: Path, by: 1 | -1) => paths([stepThrough(model, matches, at(from), by)!])[0];
    expect(paths(matches)).toEqual(['$.Name', '$.amounts', '$.amounts[2].note', '$.paid', "$['a*b']"]);
    const froms: Path[] = [[], ['Name'], ['amounts', 0], ['amounts', 2, 'note'], ['gone'], ['a*b'], ['été']];
    expect(froms.map((from) => step(from, 1))).toEqual([
      '$.Name',
      '$.amounts',
      '$.amounts[2].note',
      '$.paid',
      "$['a*b']",
      '$.Name',
      '$.Name',
    ]);
    expect(froms.map((from) => step(from, -1))).toEqual([
      "$['a*b']",
      "$['a*b']",
      '$.amounts',
      '$.amounts',
      '$.paid',
      '$.paid',
      "$['a*b']",
    ]);
    expect(stepThrough(model, [], 0, 1)).toBeUndefined();
  });

  it('begins with the match that one is on, else with the next', () => {
    const matches = searchTree(model, createFinder('note')!);
    const [note] = matches;
    expect(
      [0, note!, findNode(model, { path: ['gone'], section: null })!].map((node) => nearestMatch(model, matches, node)),
    ).toEqual([note, note, note]);
    expect(nearestMatch(model, [], 0)).toBeUndefined();
    const everywhere = searchTree(model, createFinder('a')!);
    const paid = findNode(model, { path: ['paid'], section: null })!;
    expect(nearestMatch(model, everywhere, paid)).toBe(paid);
  });

  it('lays out nothing but the way to the matches', () => {
    const long = buildTree(Array.from({ length: 250 }, (_, item) => ({ item, more: { of: 'it' } })));
    expect(searchTree(long, createFinder('nowhere')!)).toEqual([]);
    expect(long.values).toHaveLength(1);
    searchTree(long, createFinder('249')!);
    // The root, its sections, the items of the last, and what is directly in the one that matches.
    expect(long.values).toHaveLength(1 + 3 + 50 + 2);
  });
});
