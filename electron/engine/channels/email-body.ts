const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same text as simple HTML: paragraphs and line breaks, nothing that a value of a stranger could add to. */
export function htmlOf(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);
  const paragraphs = escaped.split(/(?:\r?\n){2,}/).map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br>')}</p>`);
  return `<!doctype html><html><body>${paragraphs.join('')}</body></html>`;
}
