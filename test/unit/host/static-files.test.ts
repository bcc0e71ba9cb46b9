import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticFiles, type StaticFiles } from '#host/static-files.ts';

let folder: string;
let files: StaticFiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldhook-static-'));
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets', 'main-a1b2c3.js'), 'export {};');
  await writeFile(join(root, 'assets', 'a b.css'), '');
  await writeFile(join(root, 'assets', 'inter.woff2'), '');
  await writeFile(join(root, 'unknown.bin'), '');
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  files = await createStaticFiles(root);
});

afterAll(() => rm(folder, { recursive: true }));

describe('static files', () => {
  it.each([
    { path: '/', type: 'text/html; charset=utf-8', cached: false },
    { path: '/index.html', type: 'text/html; charset=utf-8', cached: false },
    { path: '/assets/main-a1b2c3.js', type: 'text/javascript; charset=utf-8', cached: true },
    { path: '/assets/a%20b.css', type: 'text/css; charset=utf-8', cached: true },
    { path: '/assets/inter.woff2', type: 'font/woff2', cached: true },
    { path: '/unknown.bin', type: 'application/octet-stream', cached: false },
  ])('answers $path', async ({ path, type, cached }) => {
    const answer = await files(path);
    expect(answer?.headers.get('content-type')).toBe(type);
    expect(answer?.headers.get('cache-control') ?? '').toBe(cached ? 'public, max-age=31536000, immutable' : '');
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/etc/passwd',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/link.txt',
    '/index.html%00.js',
    '/index.html\0',
    '/%',
    '/%ff',
    '/assets',
    '/assets/',
    '/INDEX.HTML',
    '/__proto__',
    '/constructor',
    '',
  ])('I9 %j leads nowhere', async (path) => {
    expect(await files(path)).toBeNull();
  });

  it('refuses a folder without a page', async () => {
    await expect(createStaticFiles(join(folder, 'renderer', 'assets'))).rejects.toThrow('index.html');
    await expect(createStaticFiles(join(folder, 'nowhere'))).rejects.toThrow();
  });
});
