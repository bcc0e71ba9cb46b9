import { execFileSync } from 'node:child_process';
import { watch } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { test } from '../support/journey.ts';
import { runHost, spawnHost } from '../support/run-host.ts';
import { emptyFolder, removeFolder } from '../support/start-fieldhook.ts';

const freePorts = ['--port', '0', '--ui-port', '0', '--no-tunnel', '--no-open'];

async function folder(): Promise<string> {
  const made = await emptyFolder();
  onTestFinished(() => removeFolder(made));
  return made;
}

describe('start', () => {
  test('--json: the first line says everything, every further line is one event', async ({ start }) => {
    const fieldhook = await start();
    const { status } = await fetch(`${fieldhook.receiver}/h/nobody`, { method: 'POST', body: '{}' });
    expect(status).toBe(404);
    await fieldhook.stop();
    const [ready, ...events] = fieldhook.stdout().trimEnd().split('\n');
    expect(JSON.parse(ready ?? '')).toEqual({
      ready: true,
      ui: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      receiver: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      token: expect.stringMatching(/^[\w-]{43}$/),
      dataDir: fieldhook.dataDir,
    });
    for (const line of events)
      expect(JSON.parse(line)).toMatchObject({
        at: expect.any(String),
        level: expect.any(String),
        event: expect.any(String),
      });
    expect(events.length).toBeGreaterThan(0);
    expect(fieldhook.stderr()).toBe('');
  });

  test('a wish to stop while it starts is a clean end', async () => {
    const dataDir = await folder();
    const host = spawnHost(['--data', dataDir, ...freePorts]);
    // The first file in the folder: the start is under way.
    const watcher = watch(dataDir).once('change', () => host.child.kill('SIGTERM'));
    onTestFinished(() => watcher.close());
    expect(await host.exited).toEqual({ code: 0, signal: null });
    expect(host.stderr()).toBe('');
  });

  test('for a person: why the browser, and the address that signs it in', async () => {
    const dataDir = await folder();
    const host = spawnHost(['--data', dataDir, ...freePorts], {
      env: { FIELDHOOK_REASON: 'this machine has no display' },
    });
    await host.said('Ctrl-C');
    host.child.kill('SIGINT');
    expect(await host.exited).toEqual({ code: 0, signal: null });
    const secret = (await readFile(join(dataDir, 'ui-secret'), 'utf8')).trim();
    expect(host.stdout()).toMatch(/^Fieldhook \d+\.\d+\.\d+ runs in your browser: this machine has no display\.\n/);
    expect(host.stdout()).toMatch(
      new RegExp(`^ {2}Open this address {3}http://127\\.0\\.0\\.1:\\d+/#t=${secret}$`, 'm'),
    );
  });

  test('the variables do what the options do', async () => {
    const dataDir = await folder();
    const host = spawnHost([], {
      env: {
        FIELDHOOK_DATA: dataDir,
        FIELDHOOK_PORT: '0',
        FIELDHOOK_UI_PORT: '0',
        FIELDHOOK_TUNNEL: '0',
        FIELDHOOK_OPEN: '0',
        FIELDHOOK_JSON: '1',
      },
    });
    expect(JSON.parse(await host.firstLine())).toMatchObject({ ready: true, dataDir });
    host.child.kill('SIGTERM');
    expect((await host.exited).code).toBe(0);
  });

  test.runIf(process.platform === 'linux')('--open opens the browser with the address that signs it in', async () => {
    const programs = await folder();
    const opened = join(programs, 'opened');
    // Reading a pipe waits for its writer, which is the browser here.
    execFileSync('mkfifo', [opened]);
    await writeFile(join(programs, 'xdg-open'), `#!/bin/sh\necho "$1" > '${opened}'\n`, { mode: 0o755 });
    const args = ['--data', await folder(), '--json', '--port', '0', '--ui-port', '0', '--no-tunnel', '--open'];
    const host = spawnHost(args, { env: { PATH: programs } });
    const { ui, token } = JSON.parse(await host.firstLine()) as { ui: string; token: string };
    expect(await readFile(opened, 'utf8')).toBe(`${ui}/#t=${token}\n`);
    host.child.kill('SIGTERM');
    await host.exited;
  });

  test('the secret is for its owner only, and the same after a restart', async ({ start }) => {
    const first = await start();
    expect((await stat(join(first.dataDir, 'ui-secret'))).mode & 0o777).toBe(0o600);
    await first.stop();
    const second = await start({ dataDir: first.dataDir });
    expect(second.token).toBe(first.token);
  });

  test('--version and --help answer and change nothing', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await runHost(['--version'])).toEqual({ code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
    const help = await runHost(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const option of [
      '--headless',
      '--data',
      '--port',
      '--ui-port',
      '--no-tunnel',
      '--open',
      '--no-open',
      '--json',
    ])
      expect(help.stdout).toContain(option);
  });
});

describe('stop', () => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    test(`${signal} ends it cleanly, also with a live stream open`, async () => {
      const dataDir = await folder();
      const host = spawnHost(['--data', dataDir, '--json', ...freePorts]);
      const { ui, token } = JSON.parse(await host.firstLine()) as { ui: string; token: string };
      const news = await fetch(`${ui}/api/events`, { headers: { authorization: `Bearer ${token}` } });
      expect(news.status).toBe(200);
      host.child.kill(signal);
      // A stop that takes five seconds is ended by force, with another code.
      expect(await host.exited).toEqual({ code: 0, signal: null });
      expect(host.stderr()).toBe('');
      await news.body?.cancel().catch(() => undefined);
      expect((await readdir(dataDir)).filter((name) => name.endsWith('-wal'))).toEqual([]);
    });
  }

  test('a data folder can be used again after a kill without warning', async ({ start }) => {
    const first = await start();
    expect((await first.kill()).signal).toBe('SIGKILL');
    const second = await start({ dataDir: first.dataDir });
    expect((await second.door('/api/health')).status).toBe(200);
  });
});
