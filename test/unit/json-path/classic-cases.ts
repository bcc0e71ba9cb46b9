/** The older dialect (PA3): what is accepted only there, what it finds, and its form in RFC 9535 where there is one. */
export interface ClassicCase {
  path: string;
  rfcForm: string | null;
  /** Normalized paths of the matches on CLASSIC_DOCUMENT, in order. */
  finds: string[];
}

export const CLASSIC_DOCUMENT = `{
  "first-name": "Jo",
  "2fa": true,
  "list": [{ "key": "x", "v": 1.50, "on": true }, { "key": "y", "v": 2, "on": false }, null],
  "by-number": { "0": "zero", "1": { "deep": 1 } },
  "~": { "^": [1] },
  "word": "abc"
}`;

export const CLASSIC: ClassicCase[] = [
  { path: '$.first-name', rfcForm: "$['first-name']", finds: ["$['first-name']"] },
  { path: '$..first-name', rfcForm: "$..['first-name']", finds: ["$['first-name']"] },
  { path: '$.2fa', rfcForm: "$['2fa']", finds: ["$['2fa']"] },
  { path: '$.list[(@.length-1)]', rfcForm: '$.list[-1]', finds: ['$.list[2]'] },
  { path: '$.list[(@.length - 2)].key', rfcForm: '$.list[-2].key', finds: ['$.list[1].key'] },
  { path: '$.list[(@.length-9)]', rfcForm: '$.list[-9]', finds: [] },
  { path: '$.list[?(@.key === "x")].v', rfcForm: '$.list[?@.key == "x"].v', finds: ['$.list[0].v'] },
  {
    path: "$.list[?(@.key !== 'x' && @['key'] == 'y')].v",
    rfcForm: "$.list[?@.key != 'x' && @['key'] == 'y'].v",
    finds: ['$.list[1].v'],
  },
  {
    path: '$.list[?((@.v === 1.5 || @.v === 2))]',
    rfcForm: '$.list[?(@.v == 1.5 || @.v == 2)]',
    finds: ['$.list[0]', '$.list[1]'],
  },
  { path: "$..first-name[?(@.a!=='b')]", rfcForm: "$..['first-name'][?@.a != 'b']", finds: [] },
  // JavaScript's truth, == and < differ from RFC 9535's: no common form.
  { path: "$.list[?(@.on && @.key !== 'z')]", rfcForm: null, finds: ['$.list[0]'] },
  { path: "$.list[?(@.key !== 'z' && @.v == '2')]", rfcForm: null, finds: ['$.list[1]'] },
  { path: '$.list[?(@.v < "2" || @.v === 7)]', rfcForm: null, finds: ['$.list[0]'] },
  { path: '$.list[?(@.key.length === 1)].key', rfcForm: null, finds: ['$.list[0].key', '$.list[1].key'] },
  // A number as a name is a position or a name.
  { path: '$.list.0.key', rfcForm: null, finds: ['$.list[0].key'] },
  { path: '$.by-number.1.deep', rfcForm: null, finds: ["$['by-number']['1'].deep"] },
  { path: '$.word.0', rfcForm: null, finds: [] },
  // Parents and key names.
  { path: '$.list[0].key^', rfcForm: null, finds: ['$.list[0]'] },
  { path: '$.list[(@.length-2)].key^', rfcForm: null, finds: ['$.list[1]'] },
  { path: '$.list[(@.length-9)]^', rfcForm: null, finds: [] },
  { path: '$.list[(@.length-1)]^', rfcForm: null, finds: ['$.list'] },
  { path: '$.list[0].key^^', rfcForm: null, finds: ['$.list'] },
  { path: '$.list[?(@.key === "y")]^', rfcForm: null, finds: ['$.list'] },
  { path: '$..v^.key', rfcForm: null, finds: ['$.list[0].key', '$.list[1].key'] },
  { path: '$.word^', rfcForm: null, finds: ['$'] },
  { path: '$.list[0].*~', rfcForm: null, finds: ['$.list[0].key', '$.list[0].v', '$.list[0].on'] },
  // Keys that look like notation are followed only as keys.
  {
    path: '$.*.*^',
    rfcForm: null,
    finds: ['$.list', '$.list', '$.list', "$['by-number']", "$['by-number']", "$['~']"],
  },
];

/** Neither dialect takes these, whatever jsonpath-plus itself would answer. */
export const NOT_CLASSIC: { path: string; column: number }[] = [
  { path: '$.a[(@.length)]', column: 6 },
  { path: '$.a[(@.length-0)]', column: 6 },
  { path: '$.a[(@.x)]', column: 6 },
  { path: '$.a[(process.exit(1))]', column: 6 },
  { path: '$.a[?(@.k.match(/x/))]', column: 16 },
  { path: '$.a[?(@.constructor("return 1")())]', column: 20 },
  { path: '$.a[?(@["constructor"] === 1 || this)]', column: 33 },
  { path: '$.a[?(@.k === `x`)]', column: 15 },
  { path: "$.a[?(@.k === 'a)]b')]", column: 15 },
  { path: '$.a[?(@.k === 1 ? 2 : 3)]', column: 17 },
  { path: '$.a[?(@.k + 1 === 2)]', column: 11 },
  { path: '$.a[?(@path === 1)]', column: 8 },
  { path: '$.a[?(!@.k === 1)]', column: 15 },
  { path: '$.a-b[-1]', column: 7 },
  { path: '$.a-b[0:1:-1]', column: 10 },
  { path: '$.a-b[0,0]', column: 7 },
  { path: '$.a-b[?@.k]', column: 7 },
  { path: '$.a-b[foo]', column: 7 },
  { path: "$.a-b['x.y']", column: 7 },
  { path: "$.a-b['\\u0061']", column: 7 },
  { path: "$.a-b['']", column: 7 },
  { path: '$^', column: 3 },
  { path: '$.a~.b', column: 5 },
  { path: '$.a^.*', column: 5 },
  { path: '$.a^..b', column: 5 },
  { path: '$..a..b^', column: 9 },
  { path: '$.@string()', column: 3 },
  { path: '$.`a`', column: 3 },
  { path: '$.a.^', column: 5 },
  { path: `$.a-${'b'.repeat(1_000)}`, column: 1_001 },
];
