import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SKIPPED = new Set(['node_modules', 'out', 'dist', '.git']);

/** Every Markdown file of the project, relative to its root. */
const documents = readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) => {
  if (SKIPPED.has(entry.name)) return [];
  if (!entry.isDirectory()) return entry.name.endsWith('.md') ? [entry.name] : [];
  const inside = readdirSync(join(ROOT, entry.name), { recursive: true, encoding: 'utf8' });
  return inside.filter((name) => name.endsWith('.md')).map((name) => join(entry.name, name));
});

it('every file that a document leads to is there', () => {
  const broken = documents.flatMap((document) => {
    const links = readFileSync(join(ROOT, document), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g);
    const local = Array.from(links, ([, link = '']) => link).filter((link) => !/^\w+:/.test(link));
    return local
      .filter((link) => !existsSync(join(ROOT, dirname(document), link)))
      .map((link) => `${document}: ${link}`);
  });
  expect(documents).toContain('README.md');
  expect(broken).toEqual([]);
});
