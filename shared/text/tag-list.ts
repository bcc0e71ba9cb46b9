/**
 * Tags in one cell of a table: `regular, vip`. One that holds a comma, a semicolon or a quotation mark stands in quotation marks, with those in it doubled.
 */
export function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => (/[,;"\n\r]/.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag)).join(', ');
}

/** The tags in a cell, each once, separated by commas, semicolons or lines. */
export function splitTags(cell: string): string[] {
  const parts = cell.match(/\s*"(?:[^"]|"")*"\s*(?=[,;\n\r]|$)|[^,;\n\r]+/g) ?? [];
  const tags = parts.map((part) => {
    const text = part.trim();
    return /^"(?:[^"]|"")*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text;
  });
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
