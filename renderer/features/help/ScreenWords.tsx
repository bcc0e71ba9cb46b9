/** A sentence of the guide: what stands between asterisks is what one reads on the screen. */
export function ScreenWords({ text }: { text: string }) {
  return partsOf(text).map(({ words, isOnScreen, at }) => (isOnScreen ? <strong key={at}>{words}</strong> : words));
}

/** `Press *Save* now.` → `Press `, *Save*, ` now.`; `at` is where each begins. */
export function partsOf(text: string): { words: string; isOnScreen: boolean; at: number }[] {
  let at = 0;
  return text.split('*').flatMap((words, index) => {
    const part = { words, isOnScreen: index % 2 === 1, at };
    at += words.length + 1;
    return words === '' ? [] : [part];
  });
}
