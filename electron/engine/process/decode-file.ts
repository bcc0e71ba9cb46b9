import { decodeText } from '../formats/charset.ts';

type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * A text file as spreadsheets save it, which state no encoding: by its byte order mark, else UTF-8 where it is valid, else windows-1252, in
 * which every older spreadsheet of the western world writes. The byte order mark is left out. Null: it is no text.
 */
export function decodeFile(bytes: Uint8Array): { text: string; encoding: FileEncoding } | null {
  for (const encoding of encodingsFor(bytes)) {
    const decoded = decodeText(bytes, encoding);
    if (decoded.ok) return decoded.text.includes('\0') ? null : { text: decoded.text, encoding };
  }
  return null;
}

function encodingsFor([first, second]: Uint8Array): FileEncoding[] {
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  return ['utf-8', 'windows-1252'];
}
