import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matching } from '#renderer/app/search/match.ts';
import { partsOf } from '#renderer/features/help/ScreenWords.tsx';
import { TOPIC_TEXTS } from '#renderer/features/help/topic-texts.ts';
import { TOPICS } from '#renderer/ui/topics.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
/** `/help/:topic` → a pattern for the addresses that lead there. */
const routes = [...read('renderer/app/Routes.tsx').matchAll(/<Route path="([^"]+)"/g)].map(
  ([, path = '']) => new RegExp(`^${path.replace(/\/:\w+\?/g, '(/[^/]+)?').replace(/:\w+/g, '[^/]+')}$`),
);

describe('the guide', () => {
  it('has the steps of the way of working in their order, then what happens around them', () => {
    expect(TOPICS.map(({ id }) => id)).toEqual([
      ...['create', 'listen', 'preview', 'map', 'store', 'flow', 'activate', 'test', 'logs'],
      ...['conflicts', 'country', 'move', 'erase'],
    ]);
  });

  it.each(TOPICS)('“$title” says why and what to do, and leads to screens that there are', ({ id }) => {
    const { lead, steps, notes, ways } = TOPIC_TEXTS[id];
    expect(lead).not.toBe('');
    expect(steps.length).toBeGreaterThan(2);
    expect(notes.length).toBeGreaterThan(0);
    expect(ways.length).toBeGreaterThan(0);
    for (const { href } of ways) expect(routes.some((route) => route.test(href))).toBe(true);
    for (const text of [...steps, ...notes]) expect(text.split('*').length % 2).toBe(1);
  });

  it.each([
    ['currency', 'country'],
    ['phone numbers', 'country'],
    ['date format', 'country'],
    ['am pm', 'country'],
    ['gdpr', 'erase'],
  ])('“%s” finds the page “%s” in the search', (typed, topic) => {
    const found = matching(typed, TOPICS, ({ title, words }) => `${title} ${words}`);
    expect(found.map(({ id }) => id)).toContain(topic);
  });

  it('its sentences are cut where words of the screen begin and end', () => {
    expect(partsOf('Press *Save* now.')).toEqual([
      { words: 'Press ', isOnScreen: false, at: 0 },
      { words: 'Save', isOnScreen: true, at: 7 },
      { words: ' now.', isOnScreen: false, at: 12 },
    ]);
    expect(partsOf('*Save*')).toEqual([{ words: 'Save', isOnScreen: true, at: 1 }]);
  });

  it('names buttons and titles as they stand in the screens', () => {
    const said = Object.values(TOPIC_TEXTS).flatMap(({ steps, notes }) =>
      [...steps, ...notes].flatMap((text) => partsOf(text).filter(({ isOnScreen }) => isOnScreen)),
    );
    const sources = Object.values(
      import.meta.glob(['../../../renderer/**/*.{ts,tsx}', '../../../shared/contract/*-words.ts'], {
        query: '?raw',
        eager: true,
        import: 'default',
      }),
    );
    const screens = sources
      .filter((text) => !String(text).includes('TOPIC_TEXTS: Record'))
      .join('\n')
      .toLowerCase();
    // Not of the screen: what is emphasised only.
    const others = new Set(['Everything', 'Only the webhooks']);
    const missing = said
      .map(({ words }) => words)
      .filter((words) => !others.has(words) && !screens.includes(words.toLowerCase()));
    expect(missing).toEqual([]);
  });
});
