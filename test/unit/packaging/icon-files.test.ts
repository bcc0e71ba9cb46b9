import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ICNS_SIZES, icnsOf, icoOf } from '../../../electron/packaging/icon-files.mjs';

const picture = (size: number) => ({ size, png: Buffer.from(`a picture of ${size}`) });
const committed = (name: string) => readFileSync(new URL(`../../../electron/packaging/${name}`, import.meta.url));
/** A PNG tells its size behind its signature and the name of its first block. */
const widthOf = (png: Buffer) => png.readUInt32BE(16);

/** What a Windows icon holds: the size that it says, and the picture. */
function readIco(file: Buffer) {
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const at = file.readUInt32LE(entry + 12);
    return { size: file[entry] || 256, png: file.subarray(at, at + file.readUInt32LE(entry + 8)) };
  });
}

function readIcns(file: Buffer) {
  const parts: { name: string; png: Buffer }[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const end = at + file.readUInt32BE(at + 4);
    parts.push({ name: file.toString('latin1', at, at + 4), png: file.subarray(at + 8, end) });
  }
  return parts;
}

it('a Windows icon finds each of its pictures, the largest written as 0', () => {
  const pictures = [picture(16), picture(48), picture(256)];
  const file = icoOf(pictures);
  expect(readIco(file)).toEqual(pictures);
  expect(file[6 + 2 * 16]).toBe(0);
});

it('a macOS icon names its pictures by their size and says how long it is', () => {
  const file = icnsOf(ICNS_SIZES.map(picture));
  expect(file.readUInt32BE(4)).toBe(file.length);
  expect(readIcns(file).map(({ name, png }) => [name, png.toString()])).toContainEqual(['ic10', 'a picture of 1024']);
  expect(() => icnsOf([picture(32)])).toThrow('needs a picture of 64 pixels');
});

it('the committed icons hold every size that their systems show', () => {
  const windows = readIco(committed('icon.ico'));
  expect(windows.map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
  for (const { size, png } of windows) expect(widthOf(png)).toBe(size);
  expect(readIcns(committed('icon.icns')).map(({ png }) => widthOf(png))).toEqual([
    32, 64, 128, 256, 256, 512, 512, 1024,
  ]);
});
