/**
 * A picture as PNG.
 * @typedef {{ size: number, png: Buffer }} Picture `size`: pixels of each side
 */

/**
 * The sizes that a macOS icon is made of, by the name that the format gives each. Those with another name than 1× are for screens of double density.
 * @type {readonly (readonly [name: string, size: number])[]}
 */
const ICNS_NAMES = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** The sizes that `icnsOf` wants. */
export const ICNS_SIZES = [...new Set(ICNS_NAMES.map(([, size]) => size))];

/**
 * A Windows icon: a list of where each picture lies, then the pictures. At most 256 pixels a side, which the format writes as 0.
 * @param {readonly Picture[]} pictures
 */
export function icoOf(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let at = header.length;
  pictures.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(at, entry + 12);
    at += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/**
 * A macOS icon: each picture behind its name and its length.
 * @param {readonly Picture[]} pictures one of each of ICNS_SIZES
 */
export function icnsOf(pictures) {
  const parts = ICNS_NAMES.map(([name, size]) => {
    const picture = pictures.find((candidate) => candidate.size === size);
    if (!picture) throw new Error(`A macOS icon needs a picture of ${size} pixels.`);
    return block(name, picture.png);
  });
  return block('icns', Buffer.concat(parts));
}

/**
 * @param {string} name
 * @param {Buffer} content
 */
function block(name, content) {
  const header = Buffer.alloc(8);
  header.write(name, 'latin1');
  header.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([header, content]);
}
