import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { downloadElectron } from '../../../electron/launch/download-electron.mjs';
import { findElectron } from '../../../electron/launch/find-electron.mjs';

let folder: string;

beforeEach(() => {
  const fresh = mkdtempSync(join(tmpdir(), 'fieldhook-electron-'));
  onTestFinished(() => rmSync(fresh, { recursive: true }));
  folder = fresh;
});

describe('Electron', () => {
  it('is found where its install script put it', () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(findElectron({}, folder)).toBe(join(folder, 'dist', 'electron'));
  });

  it('is not found when it is half unpacked, or its program is gone', () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    expect(findElectron({}, folder)).toBeNull();
    rmSync(join(folder, 'dist', 'electron'));
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(findElectron({}, folder)).toBeNull();
  });

  it.runIf(process.platform === 'linux')('is found in a folder of one’s own', () => {
    const own = join(folder, 'own');
    mkdirSync(own);
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: own }, folder)).toBeNull();
    writeFileSync(join(own, 'electron'), '');
    chmodSync(join(own, 'electron'), 0o755);
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: own }, folder)).toBe(join(own, 'electron'));
  });
});

describe('the download of Electron', () => {
  async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
    const server: Server = createServer(answer ?? (() => {}));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
  const said: string[] = [];
  const download = (mirror: string, reachMs = 3000) =>
    downloadElectron({ ELECTRON_MIRROR: mirror }, (line) => said.push(line), { reachMs, downloadMs: 1 });

  it('is not begun where its server cannot be reached', async () => {
    expect(await download('http://127.0.0.1:1/')).toEqual({
      why: expect.stringContaining('cannot be downloaded from here'),
    });
    expect(said).toEqual([]);
  });

  it('is not waited for where its server never answers', async () => {
    const address = await serve(() => {});
    expect(await download(address, 50)).toEqual({ why: expect.stringContaining('cannot be downloaded from here') });
    expect(said).toEqual([]);
  });

  it('says what it does, and gives up in time', async () => {
    const address = await serve((_request, response) => response.writeHead(404).end());
    expect(await download(address)).toEqual({ why: 'the desktop window could not be downloaded' });
    expect(said).toEqual([expect.stringContaining('Downloading the desktop window')]);
  });
});
