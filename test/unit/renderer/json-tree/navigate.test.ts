import { describe, expect, it } from 'vitest';
import { buildTree, findNode, pathOf } from '#renderer/json-tree/model.ts';
import { navigate, type Place, typeAhead } from '#renderer/json-tree/navigate.ts';
import { rowOf, visibleRows } from '#renderer/json-tree/visible-rows.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';

const model = buildTree({ event: 'booked', client: { name: 'Amy', email: 'amy@example.org' }, empty: {}, end: 1 });

function at(path: Path, closed: Path[] = []): Place {
  const nodes = closed.map((place) => findNode(model, { path: place, section: null })!);
  const isOpen = (node: number) => !nodes.includes(node);
  const rows = visibleRows(model, isOpen);
  return { model, rows, isOpen, row: rowOf(model, rows, findNode(model, { path, section: null })!), page: 3 };
}

function press(key: string, place: Place): string {
  const step = navigate(key, place);
  if (step === undefined) return 'nothing';
  const name = (node: number) => printPath(pathOf(model, node));
  return step.kind === 'move' ? name(place.rows[step.row]!) : `${step.kind} ${step.nodes.map(name).join(' ')}`;
}

describe('the keyboard of the tree', () => {
  it.each<[key: string, from: Path, closed: Path[], does: string]>([
    ['ArrowDown', [], [], '$.event'],
    ['ArrowDown', ['client'], [], '$.client.name'],
    ['ArrowDown', ['client'], [['client']], '$.empty'],
    ['ArrowDown', ['end'], [], '$.end'],
    ['ArrowUp', ['empty'], [], '$.client.email'],
    ['ArrowUp', [], [], '$'],
    ['Home', ['end'], [], '$'],
    ['End', [], [], '$.end'],
    ['PageDown', [], [], '$.client.name'],
    ['PageDown', ['empty'], [], '$.end'],
    ['PageUp', ['empty'], [], '$.client'],
    ['PageUp', ['event'], [], '$'],
    ['ArrowRight', ['client'], [['client']], 'open $.client'],
    ['ArrowRight', ['client'], [], '$.client.name'],
    ['ArrowRight', ['event'], [], 'nothing'],
    ['ArrowRight', ['empty'], [], 'nothing'],
    ['ArrowLeft', ['client'], [], 'close $.client'],
    ['ArrowLeft', ['client'], [['client']], '$'],
    ['ArrowLeft', ['client', 'email'], [], '$.client'],
    ['ArrowLeft', [], [], 'nothing'],
    ['*', ['event'], [], 'open $.event $.client $.empty $.end'],
    ['*', [], [], 'open $'],
    ['Tab', [], [], 'nothing'],
    ['x', [], [], 'nothing'],
  ])('%s on %j with %j closed', (key, from, closed, does) => {
    expect(press(key, at(from, closed))).toBe(does);
  });
});

describe('typing a name', () => {
  it.each<[typed: string, from: Path, to: string | null]>([
    ['e', [], '$.event'],
    ['e', ['event'], '$.client.email'],
    ['e', ['end'], '$.event'],
    ['em', ['client', 'email'], '$.client.email'],
    ['emp', ['client', 'email'], '$.empty'],
    ['CL', [], '$.client'],
    ['zz', [], null],
  ])('%s from %j', (typed, from, to) => {
    const place = at(from);
    const row = typeAhead(typed, place);
    expect(row === undefined ? null : printPath(pathOf(model, place.rows[row]!))).toBe(to);
  });
});
