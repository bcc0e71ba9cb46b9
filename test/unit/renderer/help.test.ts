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
      ...['outbox', 'contacts', 'conflicts', 'country', 'move', 'erase'],
    ]);
  });

  it.each(TOPICS)('“$title” says why and what to do, and leads to screens that there are', ({ id }) => {
    const { lead, steps, notes, ways } = TOPIC_TEXTS[id];
    expect(lead).not.toBe('');
    expect(steps.length).toBeGreaterThan(2);
    expect(notes.length).toBeGreaterThan(0);
    expect(ways.length).toBeGreaterThan(0);
    for (const { href } of ways) expect(routes.some((route) => route.test(href.replace(/\?.*/, '')))).toBe(true);
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
});
