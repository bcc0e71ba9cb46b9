import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#shared/json/value.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';
import { proposePaths } from '#shared/json-path/propose-paths.ts';
import { readPath } from '#shared/json-path/read-path.ts';

const CASES: { of: string; root: JsonValue; path: Path; byKey: string | null }[] = [
  {
    of: 'a list of fields with keys',
    root: {
      fields: [
        { key: 'name', label: 'Name', value: 'Amy' },
        { key: 'email', label: 'E-mail', value: 'amy@example.org' },
      ],
    },
    path: ['fields', 1, 'value'],
    byKey: "$.fields[?@.key=='email'].value",
  },
  {
    of: 'ids and answers',
    root: [
      { id: 'q1', answer: 'yes' },
      { id: 'q2', answer: 'no' },
    ],
    path: [1, 'answer'],
    byKey: "$[?@.id=='q2'].answer",
  },
  {
    of: 'answers with a nested field',
    root: {
      form_response: {
        answers: [
          { type: 'text', text: 'Amy', field: { id: 'X1', ref: 'first_name', type: 'short_text' } },
          { type: 'choice', choice: { label: 'Cut' }, field: { id: 'X2', ref: 'service', type: 'multiple_choice' } },
        ],
      },
    },
    path: ['form_response', 'answers', 1, 'choice', 'label'],
    byKey: "$.form_response.answers[?@.field.ref=='service'].choice.label",
  },
  {
    of: 'questions and answers in words',
    root: {
      payload: { questions_and_answers: [{ question: 'What’s your phone?', answer: '0412 345 678', position: 0 }] },
    },
    path: ['payload', 'questions_and_answers', 0, 'answer'],
    byKey: "$.payload.questions_and_answers[?@.question=='What’s your phone?'].answer",
  },
  {
    of: 'names and values',
    root: {
      attributes: [
        { name: "guest's size", value: 'L' },
        { name: 'note', value: '' },
      ],
    },
    path: ['attributes', 0, 'value'],
    byKey: "$.attributes[?@.name=='guest\\'s size'].value",
  },
  {
    of: 'a type that tells one from the other',
    root: {
      emails: [
        { type: 'work', value: 'a@example.org' },
        { type: 'home', value: 'b@example.org' },
      ],
    },
    path: ['emails', 1, 'value'],
    byKey: "$.emails[?@.type=='home'].value",
  },
  {
    of: 'two such lists inside one another',
    root: {
      pages: [
        { key: 'p1', fields: [{ key: 'a', value: 1 }] },
        { key: 'p2', fields: [{ key: 'a', value: 2 }] },
      ],
    },
    path: ['pages', 1, 'fields', 0, 'value'],
    byKey: "$.pages[?@.key=='p2'].fields[?@.key=='a'].value",
  },
  {
    of: 'such a list inside an ordinary one',
    root: { orders: [{ fields: [{ key: 'a', value: 1 }] }, { fields: [{ key: 'a', value: 2 }] }] },
    path: ['orders', 1, 'fields', 0, 'value'],
    byKey: "$.orders[1].fields[?@.key=='a'].value",
  },
  {
    of: 'a key that is not unique: the next best',
    root: [
      { key: 'x', name: 'one', value: 1 },
      { key: 'x', name: 'two', value: 2 },
    ],
    path: [1, 'value'],
    byKey: "$[?@.name=='two'].value",
  },
  {
    of: 'no unique key',
    root: [
      { key: 'x', value: 1 },
      { key: 'x', value: 2 },
    ],
    path: [1, 'value'],
    byKey: null,
  },
  {
    of: 'keys that are numbers',
    root: [
      { id: 1, answer: 'a' },
      { id: 2, answer: 'b' },
    ],
    path: [1, 'answer'],
    byKey: null,
  },
  { of: 'empty keys', root: [{ key: ' ', value: 1 }], path: [0, 'value'], byKey: null },
  {
    of: 'people, who have ids that never come again',
    root: { attendees: [{ id: 'a1', name: 'Amy', email: 'amy@example.org' }] },
    path: ['attendees', 0, 'email'],
    byKey: null,
  },
  {
    of: 'line items',
    root: {
      items: [
        { id: 'li_1', name: 'Cut', price: 40 },
        { id: 'li_2', name: 'Dye', price: 60 },
      ],
    },
    path: ['items', 1, 'price'],
    byKey: null,
  },
  { of: 'the key itself', root: [{ key: 'a', value: 1 }], path: [0, 'key'], byKey: null },
  { of: 'a whole element', root: [{ key: 'a', value: 1 }], path: [0], byKey: null },
  { of: 'a plain list', root: { tags: ['new', 'vip'] }, path: ['tags', 1], byKey: null },
  { of: 'no list at all', root: { a: { key: 'x', value: 1 } }, path: ['a', 'value'], byKey: null },
];

describe('PA4 an answer in a list is proposed by its key', () => {
  it.each(CASES)('$of', ({ root, path, byKey }) => {
    const proposals = proposePaths(path, root);
    expect(proposals.map((proposal) => proposal.kind)).toEqual(byKey === null ? ['exact'] : ['by-key', 'exact']);
    expect(proposals.at(-1)?.text).toBe(printPath(path));
    if (byKey !== null) expect(proposals[0]?.text).toBe(byKey);
  });

  it('says why in plain words', () => {
    const root = [{ key: 'email', value: 'amy@example.org' }];
    expect(proposePaths([0, 'value'], root).map((proposal) => proposal.reason)).toEqual([
      'Finds the answer whose key is “email”, wherever it stands in the list.',
      'This exact place: number 1 in its list, whatever stands there.',
    ]);
  });

  it('still finds the answer when the order changes', () => {
    const root = [
      { key: 'a', value: 1 },
      { key: 'b', value: 2 },
    ];
    const text = proposePaths([1, 'value'], root)[0]!.text;
    expect(readPath(text, root.toReversed())).toMatchObject({ matches: [{ path: [0, 'value'], value: 2 }] });
  });

  it('every proposal finds exactly the clicked value', () => {
    const text = fc.constantFrom('a', 'b', 'c', "it's", 'a"b\\', '\ud800', '\u0000', '\n', '😀', ' ', '');
    const element = fc.record(
      { key: text, id: text, question: text, label: text, value: fc.integer(), field: fc.record({ ref: text }) },
      { requiredKeys: ['value'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 5 }), fc.nat(), (list, pick) => {
        const index = pick % list.length;
        for (const proposal of proposePaths([index, 'value'], list)) {
          const result = readPath(proposal.text, list);
          expect(result.status === 'ok' && result.matches.map((match) => match.path)).toEqual([[index, 'value']]);
        }
      }),
    );
  });
});
