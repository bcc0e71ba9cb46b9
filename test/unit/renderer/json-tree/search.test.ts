import { describe, expect, it } from 'vitest';
import { buildTree, pathOf, type TreeModel } from '#renderer/json-tree/model.ts';
import { createFinder, nodesAbove, searchTree, stepThrough } from '#renderer/json-tree/search.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { printPath } from '#shared/json-path/path.ts';

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
    const matches = [3, 7, 9];
    expect([0, 3, 7, 9].map((from) => stepThrough(matches, from, 1))).toEqual([3, 7, 9, 3]);
    expect([0, 3, 8, 9].map((from) => stepThrough(matches, from, -1))).toEqual([9, 9, 7, 7]);
    expect(stepThrough([], 0, 1)).toBeUndefined();
  });
});
