import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { partsOf } from '#renderer/features/help/ScreenWords.tsx';
import { TOPIC_TEXTS } from '#renderer/features/help/topic-texts.ts';

const SCREENS = globSync('{renderer,shared}/**/*.{ts,tsx}')
  .filter((file) => !/features\/help\/|ui\/topics\.ts$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Words of elements that have a line to themselves, without what is counted behind them. */
const LINES = new Set(SCREENS.split('\n').map((line) => line.trim().replace(/ \{.*\}$/, '')));

/** As an attribute, a text or an element would write it, and nothing longer. */
const isOnScreen = (words: string) =>
  LINES.has(words) || [`'${words}'`, `"${words}"`, `>${words}<`].some((written) => SCREENS.includes(written));

it.each(Object.entries(TOPIC_TEXTS))('the help page “%s” names only what stands on a screen', (_, { steps, notes }) => {
  const named = [...steps, ...notes].flatMap(partsOf).filter((part) => part.isOnScreen);
  expect(named.map(({ words }) => words).filter((words) => !isOnScreen(words))).toEqual([]);
});
