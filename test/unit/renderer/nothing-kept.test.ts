import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SCREENS = fileURLToPath(new URL('../../../renderer', import.meta.url));
const KEEPING = /\b(?:localStorage|sessionStorage|indexedDB|caches\.|cookieStore|serviceWorker)\b/;

it('the screens keep nothing in the browser: what people sent is on this computer in one place only', () => {
  const sources = readdirSync(SCREENS, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => KEEPING.test(readFileSync(`${SCREENS}/${file}`, 'utf8')))).toEqual([]);
  expect(KEEPING.test('localStorage.setItem("a", "b")')).toBe(true);
});
