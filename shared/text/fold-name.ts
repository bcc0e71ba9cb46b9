/** Names that differ only in case, or in how accents are encoded, are the same name. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
