import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { updaterOf } from '#desktop/updates/electron-updater.ts';

const INSTALLER = Buffer.from('a made-up installer');
const sha512 = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64');

/** With the name of the system that it runs on, also as the updater for Windows. */
const LATEST = expect.stringMatching(/^\/latest[a-z0-9-]*\.yml$/);

interface Feed {
  version: string;
  sum?: string | null;
  signature?: string | null;
}

/**
 * The real electron-updater, as on Windows, against a feed on this computer. Its fetching goes over Node instead of Electron, and signatures are judged
 * by the test instead of PowerShell.
 */
async function updaterFor({ version, sum = sha512(INSTALLER), signature = null }: Feed) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = URL.parse(request.url!, 'http://feed')!.pathname;
    asked.push(path);
    if (path.startsWith('/latest'))
      response.end(
        [
          `version: ${version}`,
          'files:',
          '  - url: Fieldhook-setup.exe',
          ...(sum === null ? [] : [`    sha512: ${sum}`]),
          `    size: ${INSTALLER.length}`,
          'path: Fieldhook-setup.exe',
          "releaseDate: '2026-07-15T11:00:00.000Z'",
          '',
        ].join('\n'),
      );
    else if (path === '/Fieldhook-setup.exe') response.end(INSTALLER);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'fieldhook-updates-'));
  const hooks = registerHooks({
    resolve: (name, context, next) =>
      name === 'electron'
        ? { url: new URL('electron-stub.ts', import.meta.url).href, shortCircuit: true }
        : next(name, context),
  });
  onTestFinished(() => {
    hooks.deregister();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = join(folder, 'app-update.yml');
  writeFileSync(config, `provider: generic\nurl: ${url}\npublisherName:\n  - Harbour Software\n`);
  const { NsisUpdater } = await import('electron-updater');
  const { ElectronHttpExecutor } = await import('electron-updater/out/electronHttpExecutor.js');
  const real = new NsisUpdater(null, {
    version: '0.1.0',
    name: 'fieldhook',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => expect.unreachable('It would install when the app quits.'),
  });
  // With an app that is not Electron’s it leaves this to whoever makes it.
  Object.assign(real, { httpExecutor: new ElectronHttpExecutor() });
  const judged: string[][] = [];
  real.verifyUpdateCodeSignature = async (publishers) => {
    judged.push(publishers);
    return signature;
  };
  return { updater: updaterOf(real), asked, judged };
}

it('finds a newer version and fetches nothing of it before it is told to; then the sum and the publisher are checked', async () => {
  const { updater, asked, judged } = await updaterFor({ version: '0.2.0' });
  expect(await updater.look()).toBe('0.2.0');
  expect(asked).toEqual([LATEST]);
  await updater.fetch();
  expect(asked).toContain('/Fieldhook-setup.exe');
  expect(judged).toEqual([['Harbour Software']]);
});

it.each(['0.1.0', '0.0.9', '0.1.0-beta.1'])('takes neither its own version nor a lower one: %s', async (version) => {
  const { updater, asked } = await updaterFor({ version });
  expect(await updater.look()).toBeNull();
  expect(asked).toEqual([LATEST]);
});

it.each<[string, Omit<Feed, 'version'>, string]>([
  ['whose sum is another', { sum: sha512(Buffer.from('another')) }, 'ERR_CHECKSUM_MISMATCH'],
  ['that announces no sum', { sum: null }, 'ERR_UPDATER_NO_CHECKSUM'],
  ['that somebody else signed', { signature: 'signed by somebody else' }, 'ERR_UPDATER_INVALID_SIGNATURE'],
])('refuses a version %s', async (_name, feed, code) => {
  const { updater } = await updaterFor({ version: '0.2.0', ...feed });
  expect(await updater.look()).toBe('0.2.0');
  await expect(updater.fetch()).rejects.toMatchObject({ code });
});
