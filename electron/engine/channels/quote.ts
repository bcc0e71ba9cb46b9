const MOST = 300;

/** What a provider says, to stand after a sentence; it is not trusted to be short or one line. Empty where it says nothing. */
export function quote(said: string): string {
  const line = said.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line === '') return '';
  return ` It says: “${line.length > MOST ? `${line.slice(0, MOST).trimEnd()}…` : line}”`;
}
