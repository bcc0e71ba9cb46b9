import { describe, expect, it } from 'vitest';
import { bestPath, pathNotes } from '#renderer/features/webhook-editor/map/path-notes.ts';
import type { JsonValue } from '#shared/json/value.ts';

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
});
