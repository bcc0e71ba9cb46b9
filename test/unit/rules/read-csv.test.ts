import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, csvOf, readCsv, readRows } from '#engine/formats/read-csv.ts';
import { decodeFile } from '#engine/process/decode-file.ts';

const read = (text: string): CsvRecord[] => [...readCsv(csvOf(text))];
const cellsOf = (text: string) => read(text).map((record) => ('cells' in record ? record.cells : record.fault));

describe('EX4 reading CSV', () => {
  it.each([
    [
      'commas',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons, with commas in the cells',
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'what the file itself states',
      'sep=;\r\na,x;b\r\n1;2',
      [
        ['a,x', 'b'],
        ['1', '2'],
      ],
    ],
    ['one column alone', 'a\r\n1', [['a'], ['1']]],
    ['delimiters in quotes do not count', '"a,b,c";d', [['a,b,c', 'd']]],
  ])('finds out what stands between cells: %s', (_, text, records) => {
    expect(cellsOf(text)).toEqual(records);
  });

  it.each([
    ['doubled quotes', '"say ""hi""",b', [['say "hi"', 'b']]],
    [
      'line ends in quotes',
      '"a\r\nb",c\r\nd,e',
      [
        ['a\r\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['empty cells at both ends', ',a,\n', [['', 'a', '']]],
    ['an empty quoted cell', '"",a', [['', 'a']]],
    ['a quote inside an unquoted cell', 'a,5" nail', [['a', '5" nail']]],
    [
      'blank lines, and no line end at the end',
      'a,b\n\n\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'line ends of old Macs',
      'a,b\r1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['nothing at all', '', []],
  ])('reads %s', (_, text, records) => {
    expect(cellsOf(text)).toEqual(records);
  });

  it('tells faults with their line, and goes on behind them where it can', () => {
    expect(read('a,b\n"x"y,1\n2,3\n"never,\nclosed')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, fault: 'Something follows the closing quotation mark of cell 1.' },
      { line: 3, cells: ['2', '3'] },
      { line: 4, fault: 'A quotation mark is opened here and never closed, so nothing after it can be read.' },
    ]);
  });

  it('leaves out rows of blank cells, however many a spreadsheet wrote', () => {
    const rows = [...readRows(csvOf('a;b\n;;\n1;2\n" "; \n;\n"x"y\n'))];
    expect(rows.map((row) => [row.line, 'fault' in row])).toEqual([
      [1, false],
      [3, false],
      [6, true],
    ]);
  });

  it('counts lines inside of cells', () => {
    expect(read('a,b\n"1\n2\r\n3",x\nlast,y').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it('gives back whatever was written by the book', () => {
    const table = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        expect(cellsOf(text)).toEqual(rows);
      }),
    );
  });

  it('ends on any text, and in time that grows with it alone', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a') }), (text) => void read(text)));
    expect(read(`a\n${'"'.repeat(1_000_001)}`)).toHaveLength(2);
  });
});

describe('EX4 the encoding of a file', () => {
  it.each([
    ['utf-8', Buffer.from('Zoë')],
    ['utf-8', Buffer.from('\uFEFFZoë')],
    ['windows-1252', Buffer.from([0x5a, 0x6f, 0xeb])],
    ['utf-16le', Buffer.from('\uFEFFZoë', 'utf16le')],
    ['utf-16be', Buffer.from('\uFEFFZoë', 'utf16le').swap16()],
  ])('%s is found out', (encoding, bytes) => {
    expect(decodeFile(bytes)).toEqual({ text: 'Zoë', encoding });
  });

  it('what is no text is refused', () => {
    expect(decodeFile(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff]))).toBeNull();
  });
});
