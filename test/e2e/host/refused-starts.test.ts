import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { test } from '../support/journey.ts';
import { runHost } from '../support/run-host.ts';
import { standStill } from '../support/stand-still.ts';
import { emptyFolder, removeFolder } from '../support/start-fieldhook.ts';

const freePorts = ['--port', '0', '--ui-port', '0', '--no-tunnel', '--no-open'];

async function folder(): Promise<string> {
  const made = await emptyFolder();
  onTestFinished(() => removeFolder(made));
  return made;
}

async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Name, size and content of everything in a folder, to see that nothing was written. */
async function contentOf(dataDir: string): Promise<string[]> {
  const names = (await readdir(dataDir, { recursive: true })).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = join(dataDir, name);
      if ((await stat(file)).isDirectory()) return `${name}/`;
      return `${name} ${createHash('sha256')
        .update(await readFile(file))
        .digest('hex')}`;
    }),
  );
}

/** One plain line on stderr, nothing on stdout, no stack trace. */
function expectRefusal(run: Awaited<ReturnType<typeof runHost>>, code: number, words: RegExp): void {
  expect(run.stderr).toMatch(words);
  expect(run.stderr).toMatch(/^[^\n]+\n$/);
  expect(run.stderr).not.toMatch(/\bat .*[:(]\d+|Error:|node:/);
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' });
}

describe('a start that cannot be', () => {
  test('a bad option: one line, 2, and no folder is made', async () => {
    const dataDir = join(await folder(), 'never');
    expectRefusal(await runHost(['--data', dataDir, '--port', 'abc']), 2, /--port needs a number/);
    expectRefusal(await runHost(['--data', dataDir, '--colour']), 2, /does not know the option --colour/);
    expectRefusal(
      await runHost([], { env: { FIELDHOOK_DATA: dataDir, FIELDHOOK_JSON: 'yes' } }),
      2,
      /FIELDHOOK_JSON must be 1 or 0/,
    );
    await expect(stat(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a second one on the same folder: says so, 3, and writes nothing', async ({ start }) => {
    const first = await start();
    expect((await first.door('/api/health')).status).toBe(200);
    // Held meanwhile: the first one has work of its own, which writes.
    await standStill(first.pid);
    const before = await contentOf(first.dataDir);
    expectRefusal(await runHost(['--data', first.dataDir, ...freePorts]), 3, /already running/i);
    expect(await contentOf(first.dataDir)).toEqual(before);
    const alias = join(await folder(), 'alias');
    await symlink(first.dataDir, alias);
    expectRefusal(await runHost(['--data', alias, ...freePorts]), 3, /already running/i);
    expect(await contentOf(first.dataDir)).toEqual(before);
    process.kill(first.pid, 'SIGCONT');
    expect((await first.door('/api/health')).status).toBe(200);
  });

  test('a taken receiver port: 4', async () => {
    const port = String(await takenPort());
    const run = await runHost(['--data', await folder(), '--port', port, '--ui-port', '0', '--no-tunnel']);
    expectRefusal(run, 4, new RegExp(`${port}.*--port`));
  });

  test('a taken port of the screens: 4, and the engine it had begun is stopped', async ({ start }) => {
    const port = String(await takenPort());
    const dataDir = await folder();
    const run = await runHost(['--data', dataDir, '--port', '0', '--ui-port', port, '--no-tunnel']);
    expectRefusal(run, 4, new RegExp(`${port}.*--ui-port`));
    expect((await start({ dataDir })).dataDir).toBe(dataDir);
  });

  test('a data folder that is a file, or lies below one: 5', async () => {
    const file = join(await folder(), 'file');
    await writeFile(file, '');
    expectRefusal(await runHost(['--data', file, ...freePorts]), 5, /folder/);
    expectRefusal(await runHost(['--data', join(file, 'below'), ...freePorts]), 5, /folder/);
  });

  test.skipIf(process.platform !== 'linux')('a data folder that nobody can write to: 5', async () => {
    // Not by permissions, which do not stop root: /sys takes no folders from anyone.
    for (const place of ['/sys/fieldhook', '/proc/fieldhook', '/proc/a/b'])
      expectRefusal(await runHost(['--data', place, ...freePorts]), 5, /folder/);
  });

  test('a database from a newer version: 7, and it is left as it was', async ({ start }) => {
    const fieldhook = await start();
    await fieldhook.stop();
    const { dataDir } = fieldhook;
    const database = await open(join(dataDir, 'fieldhook.db'), 'r+');
    // user_version of the SQLite header: four bytes at 60.
    await database.write(Buffer.from([0, 0, 0x27, 0x0f]), 0, 4, 60);
    await database.close();
    const before = await contentOf(dataDir);
    expectRefusal(await runHost(['--data', dataDir, ...freePorts]), 7, /newer/);
    expect(await contentOf(dataDir)).toEqual(before);
  });

  test('a file that is no database: 8, and it is left as it was', async () => {
    const dataDir = await folder();
    await writeFile(join(dataDir, 'fieldhook.db'), 'This is a letter to my aunt.'.repeat(100));
    const before = await readFile(join(dataDir, 'fieldhook.db'));
    expectRefusal(await runHost(['--data', dataDir, ...freePorts]), 8, /database/);
    expect(await readFile(join(dataDir, 'fieldhook.db'))).toEqual(before);
  });
});

describe('a data folder that is not there yet', () => {
  test('is made, with everything above it', async ({ start }) => {
    const base = await folder();
    const dataDir = join(base, 'a', 'b');
    await start({ dataDir });
    expect((await stat(dataDir)).isDirectory()).toBe(true);
  });
});

test.skipIf(process.platform === 'win32')(
  'a passphrase: 14 where it is missing, empty or wrong; the same folder goes on with it',
  async ({ start }) => {
    const words = join(await folder(), 'words');
    const dataDir = await folder();
    const given = ['--data', dataDir, '--passphrase-file', words, ...freePorts];
    expectRefusal(await runHost(given), 14, /does not exist/);
    await writeFile(words, '\n', { mode: 0o600 });
    expectRefusal(await runHost(given), 14, /is empty/);
    expect(await contentOf(dataDir)).toEqual([]);

    // A secret from before there was a passphrase is locked with it at the next start.
    const token = { method: 'PUT', body: JSON.stringify({ value: 'made-up-token-1' }) };
    const before = await start({ dataDir });
    expect((await before.door('/api/settings/tunnel-tokens/ngrok', token)).ok).toBe(true);
    await before.stop();
    await writeFile(words, 'correct horse\n');
    const locked = await start({ dataDir, args: ['--passphrase-file', words] });
    await locked.stop();
    const stored = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8')) as { secrets: object };
    expect(Object.values(stored.secrets)).toMatchObject([{ backend: 'passphrase' }]);

    await writeFile(words, 'wrong horse\n');
    const content = await contentOf(dataDir);
    expectRefusal(await runHost(given), 14, /not the one that locked/);
    expect(await contentOf(dataDir)).toEqual(content);

    await writeFile(words, 'correct horse\n');
    const again = await start({ dataDir, env: { FIELDHOOK_PASSPHRASE_FILE: words } });
    expect(await (await again.door('/api/settings/tunnel-tokens')).json()).toEqual({ cloudflared: false, ngrok: true });
    expect(again.stderr()).toBe('');
  },
);
