import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerApp } from '#desktop/app-protocol.ts';
import { CONTENT_SECURITY_POLICY } from '#host/security-headers.ts';
import { createStaticFiles, type StaticFiles } from '#host/static-files.ts';

let folder: string;
let files: StaticFiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldhook-app-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'renderer', 'assets', 'main-1.js'), 'export {};');
  files = await createStaticFiles(join(folder, 'renderer'));
});
afterAll(() => rm(folder, { recursive: true }));

const engine = {
  fetch: async (request: Request) => Response.json({ method: request.method, body: await request.text() }),
};
const ask = (address: string, init?: RequestInit) => answerApp(new Request(address, init), engine, files);

describe('app://fieldhook', () => {
  it.each([
    ['app://fieldhook/', 'text/html; charset=utf-8'],
    ['app://fieldhook', 'text/html; charset=utf-8'],
    ['app://fieldhook/index.html?x=1', 'text/html; charset=utf-8'],
    ['app://fieldhook/assets/main-1.js', 'text/javascript; charset=utf-8'],
  ])('%s is a page of ours', async (address, type) => {
    const answer = await ask(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
  });

  it('is the door under /api, for every method and with its body', async () => {
    const answer = await ask('app://fieldhook/api/webhooks', { method: 'PATCH', body: '{"a":1}' });
    expect(await answer.json()).toEqual({ method: 'PATCH', body: '{"a":1}' });
  });

  it('is always signed in', async () => {
    expect(await (await ask('app://fieldhook/session')).json()).toEqual({ signedIn: true });
  });

  it.each(['/', '/api/health', '/nothing'])('%s carries the page’s policy and security headers', async (path) => {
    const { headers } = await ask(`app://fieldhook${path}`);
    expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it.each([
    'app://fieldhook/../secret.txt',
    'app://fieldhook/%2e%2e/secret.txt',
    'app://fieldhook/%2e%2e%2fsecret.txt',
    'app://fieldhook/..%5csecret.txt',
    'app://fieldhook/..\\secret.txt',
    'app://fieldhook/assets/..%2f..%2fsecret.txt',
    'app://fieldhook//etc/passwd',
    'app://fieldhook/%2fetc%2fpasswd',
    'app://fieldhook/index.html%00',
    'app://fieldhook/%',
    'app://fieldhook/session/x',
    'app://fieldhook/apiary',
  ])('%s leads nowhere', async (address) => {
    expect((await ask(address)).status).toBe(404);
  });

  it.each([
    'app://fieldhook.evil/',
    'app://main/',
    'other://fieldhook/',
    'https://fieldhook/',
    'app://fieldhook:8080/',
  ])('%s is not ours', async (address) => {
    expect((await ask(address)).status).toBe(421);
  });

  it.each(['null', 'https://evil.test', 'app://fieldhook.evil'])('the origin %s gets nothing', async (origin) => {
    expect((await ask('app://fieldhook/api/webhooks', { method: 'POST', headers: { origin } })).status).toBe(403);
    expect((await ask('app://fieldhook/', { headers: { origin } })).status).toBe(403);
  });

  it('changes nothing outside the door', async () => {
    expect((await ask('app://fieldhook/', { method: 'POST' })).status).toBe(405);
    expect((await ask('app://fieldhook/session', { method: 'DELETE' })).status).toBe(405);
  });
});
