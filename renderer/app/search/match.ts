/** Letters and digits without case and accents, so that "Zoë" is found by "zoe". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * Those whose words begin with every word that was typed, in any order; first those whose text begins with what was typed, the
 * others in the order given. Everything where nothing was typed.
 */
export function matching<One>(typed: string, all: readonly One[], textOf: (one: One) => string): One[] {
  const asked = plain(typed).trim();
  if (asked === '') return [...all];
  const words = asked.split(/\s+/);
  const found = all
    .map((one) => ({ one, text: plain(textOf(one)) }))
    .filter(({ text }) => words.every((word) => beginsAWord(text, word)));
  const isFirst = ({ text }: { text: string }) => text.startsWith(asked);
  return [...found.filter(isFirst), ...found.filter((entry) => !isFirst(entry))].map(({ one }) => one);
}

function beginsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return true;
  }
  return false;
}
