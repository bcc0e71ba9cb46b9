import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '#engine/api/csv-line.ts';
import { csvOf, readCsv } from '#engine/formats/read-csv.ts';

describe('EX4 a line of an exported file', () => {
  it.each([
    ["=cmd|'/c calc'!A1", `"'=cmd|'/c calc'!A1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@x', `"'@x"`],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['\nx', `"'\nx"`],
    ['＝1', `"'＝1"`],
    ['\0=1', `"'=1"`],
    ['say "hi", you', '"say ""hi"", you"'],
    ['a\r\nb', '"a\r\nb"'],
    [null, '""'],
    ['1-2', '"1-2"'],
  ])('K2 %j is written as %j', (cell, written) => {
    expect(csvLine([cell, 'x'])).toBe(`${written},"x"\r\n`);
  });

  it('K2 no cell begins in a way that a spreadsheet could run, and each line reads as what it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (cells) => {
        const [record, ...others] = readCsv(csvOf(csvLine(cells)));
        expect(others).toEqual([]);
        const read = record && 'cells' in record ? record.cells : [];
        expect(read.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
        expect(read.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))).toEqual(
          cells.map((cell) => cell.replaceAll('\0', '').replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')),
        );
      }),
    );
  });
});
