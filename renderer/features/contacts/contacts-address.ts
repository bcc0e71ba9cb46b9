/** The address of the list of contacts that holds these words and belongs to this segment. */
export function contactsAddress({ q = '', segment }: { q?: string; segment: string | null }): string {
  const kept = new URLSearchParams({ ...(q !== '' && { q }), ...(segment !== null && { segment }) });
  return kept.size === 0 ? '/contacts' : `/contacts?${kept}`;
}
