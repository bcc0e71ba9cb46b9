import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPANSION, type Expansion, openNodes, withOpen } from '#renderer/json-tree/expansion.ts';
import { buildTree, findNode, pathOf, type TreeModel } from '#renderer/json-tree/model.ts';
import { visibleRows } from '#renderer/json-tree/visible-rows.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';

function shown(model: TreeModel, expansion: Expansion): string[] {
  return [...visibleRows(model, openNodes(model, expansion))].map((node) =>
    model.sections.has(node) ? `section ${model.sections.get(node)!.from}` : printPath(pathOf(model, node)),
  );
}

const nodeAt = (model: TreeModel, path: Path) => findNode(model, { path, section: null })!;
const booking = (name: string): JsonValue => ({ client: { name, address: { city: 'Bath' } }, tags: ['new'] });

describe('what is open', () => {
  it('a small payload starts fully open', () => {
    expect(shown(buildTree(booking('Amy')), DEFAULT_EXPANSION)).toEqual([
      '$',
      '$.client',
      '$.client.name',
      '$.client.address',
      '$.client.address.city',
      '$.tags',
      '$.tags[0]',
    ]);
  });

  it('the items of a long list start closed', () => {
    const model = buildTree(Array.from({ length: 9 }, () => ({ a: 1 })));
    expect(shown(model, DEFAULT_EXPANSION)).toHaveLength(10);
  });

  it('of a list in sections the first starts open', () => {
    const model = buildTree(Array.from({ length: 250 }, (_, item) => item));
    const rows = shown(model, DEFAULT_EXPANSION);
    expect(rows.slice(0, 3)).toEqual(['$', 'section 0', '$[0]']);
    expect(rows.slice(-3)).toEqual(['$[99]', 'section 100', 'section 200']);
  });

  it('a large payload starts open three levels deep', () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`k${index}`, { a: { b: { c: 1 } } }]));
    const rows = shown(buildTree(many), DEFAULT_EXPANSION);
    expect(rows).toContain('$.k0.a.b');
    expect(rows).not.toContain('$.k0.a.b.c');
  });

  it('what the person closed stays closed in another sample, by its place', () => {
    const before = buildTree(booking('Amy'));
    const closed = withOpen(DEFAULT_EXPANSION, before, [nodeAt(before, ['client'])], false);
    const after = buildTree({ event: 'booked', ...(booking('Bo') as object) } as JsonValue);
    expect(shown(after, closed)).toEqual(['$', '$.event', '$.client', '$.tags', '$.tags[0]']);
  });

  it('a change to a place that is gone harms nothing and comes back with it', () => {
    const before = buildTree(booking('Amy'));
    const closed = withOpen(DEFAULT_EXPANSION, before, [nodeAt(before, ['client'])], false);
    expect(shown(buildTree({ other: 1 }), closed)).toEqual(['$', '$.other']);
    expect(shown(before, closed)).not.toContain('$.client.name');
  });

  it('everything opens and closes at once, and single rows after that', () => {
    const model = buildTree(booking('Amy'));
    const none: Expansion = { base: 'all-closed', changes: new Map() };
    expect(shown(model, none)).toEqual(['$', '$.client', '$.tags']);
    expect(shown(model, withOpen(none, model, [nodeAt(model, ['tags'])], true))).toContain('$.tags[0]');
    expect(shown(model, { base: 'all-open', changes: new Map() })).toEqual([
      '$',
      '$.client',
      '$.client.name',
      '$.client.address',
      '$.client.address.city',
      '$.tags',
      '$.tags[0]',
    ]);
  });

  it('sections are opened one by one', () => {
    const model = buildTree({ list: Array.from({ length: 250 }, (_, item) => item) });
    const second = findNode(model, { path: ['list'], section: 100 })!;
    const rows = shown(model, withOpen(DEFAULT_EXPANSION, model, [second], true));
    expect(rows).toContain('$.list[100]');
    expect(rows).not.toContain('$.list[200]');
  });
});
