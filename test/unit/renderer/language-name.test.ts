import { expect, it } from 'vitest';
import { languageName } from '#renderer/ui/language-name.ts';

it.each([
  ['de-DE', 'German (Germany)'],
  ['en-GB', 'British English'],
  ['no tag', 'no tag'],
  ['', ''],
])('the language %j is called %j', (tag, name) => {
  expect(languageName(tag)).toBe(name);
});
