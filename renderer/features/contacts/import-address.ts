/** Where one of the earlier imports stands, with the way to undo it. */
export function importAddress(id: string): string {
  return `/contacts/import?run=${encodeURIComponent(id)}`;
}
