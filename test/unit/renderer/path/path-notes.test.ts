import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTree, pathOf } from '#renderer/json-tree/model.ts';
import { visibleRows } from '#renderer/json-tree/visible-rows.ts';
import { bestPath, pathNotes } from '#renderer/ui/path/path-notes.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { readPath } from '#shared/json-path/read-path.ts';

const FORM: JsonValue = {
  email: 'jane@shop.test',
  fields: [
    { key: 'room', value: 'Blue' },
    { key: 'guests', value: '2' },
  ],
};
const BY_KEY = "$.fields[?@.key=='room'].value";

describe('the path for a clicked value', () => {
  it('PA4 goes by key in a list of answers', () => {
    expect(bestPath(['fields', 0, 'value'], FORM)).toBe(BY_KEY);
  });

  it('PA1 is the exact place everywhere else', () => {
    expect(bestPath(['email'], FORM)).toBe('$.email');
  });
});

describe('a click on a row of the tree', () => {
  const key = fc.oneof(
    fc.constantFrom('key', 'value', 'id', 'name', 'answer', 'field', '', '0', 'a.b', '*', "it's", '@type', '__proto__'),
    fc.string({ maxLength: 3 }),
  );
  const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom<JsonValue>('room', 'guests', "it's", '', 2, true, null),
      fc.array(tie('json'), { maxLength: 5 }),
      fc.dictionary(key, tie('json'), { maxKeys: 5 }),
    ),
  }));

  it('PA2, PA4 binds exactly that row, whatever the payload, by key or by place', () => {
    fc.assert(
      fc.property(json, (root) => {
        const model = buildTree(root);
        for (const node of visibleRows(model, () => true)) {
          const clicked = pathOf(model, node);
          const read = readPath(bestPath(clicked, root), root);
          expect(read).toMatchObject({ status: 'ok', matches: [{ path: clicked }] });
          expect(read.status === 'ok' && read.matches.length === 1 && read.matches[0]?.value).toBe(model.values[node]);
        }
      }),
    );
  });
});

describe('notes on a path', () => {
  it('PA4 says that it goes by key and offers the exact place', () => {
    expect(pathNotes(BY_KEY, FORM)).toEqual([
      {
        id: 'by-key',
        sentence: expect.stringContaining('room'),
        offer: { label: expect.any(String), path: '$.fields[0].value' },
      },
    ]);
  });

  it('PA4 offers the key where the exact place is used in a list of answers', () => {
    expect(pathNotes('$.fields[0].value', FORM)).toMatchObject([{ id: 'exact', offer: { path: BY_KEY } }]);
  });

  it('PA3 marks the classic dialect and offers today’s form', () => {
    const [note] = pathNotes('$.fields[(@.length-1)].value', FORM);
    expect(note).toMatchObject({ id: 'classic' });
    expect(note?.offer?.path).toBe('$.fields[-1].value');
  });

  it.each(['$.email', '$.nowhere', '$.fields[*].value', '$.fields[', ''])('has nothing to say about %j', (path) => {
    expect(pathNotes(path, FORM)).toEqual([]);
  });

  it('needs no sample for what can be said without one', () => {
    expect(pathNotes('$.email', undefined)).toEqual([]);
  });

  it.each([
    ['email', '$.email'],
    ['data.start', '$.data.start'],
    ["['a b']", "$['a b']"],
  ])('of %s without its beginning offers %s', (path, whole) => {
    expect(pathNotes(path, undefined)).toMatchObject([{ id: 'from-top', offer: { path: whole } }]);
  });

  it('a path that is wrong otherwise too has no other way', () => {
    expect(pathNotes('a b[', undefined)).toEqual([]);
  });
});
