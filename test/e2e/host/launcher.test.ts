import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LAUNCHER as program, runHost, spawnHost } from '../support/run-host.ts';
import { emptyFolder, removeFolder } from '../support/start-fieldhook.ts';

async function freshArguments(): Promise<string[]> {
  const dataDir = await emptyFolder();
  onTestFinished(() => removeFolder(dataDir));
  return ['--data', dataDir, '--port', '0', '--ui-port', '0', '--no-tunnel', '--no-open'];
}

describe('npm start', () => {
  test.runIf(process.platform === 'linux')(
    'on a machine without a display serves the browser, and says why',
    async () => {
      const launched = spawnHost(await freshArguments(), { program });
      await launched.said('Ctrl-C');
      expect(launched.stdout()).toMatch(/^Fieldhook .* runs in your browser: this machine has no display\.\n/);
      launched.child.kill('SIGINT');
      expect(await launched.exited).toEqual({ code: 0, signal: null });
    },
  );

  test('passes options and the stop on, and says nothing of its own on stdout', async () => {
    const launched = spawnHost(['--headless', '--json', ...(await freshArguments())], { program });
    expect(JSON.parse(await launched.firstLine())).toMatchObject({ ready: true });
    launched.child.kill('SIGTERM');
    expect(await launched.exited).toEqual({ code: 0, signal: null });
  });

  test.runIf(process.platform === 'linux')(
    'ends with the shell that npm runs it in, which passes no signal on',
    async () => {
      const args = ['--headless', '--json', ...(await freshArguments())];
      const shell = spawn('sh', ['-c', '"$0" "$@"; true', process.execPath, program, ...args], {
        env: { PATH: process.env.PATH ?? '', npm_lifecycle_event: 'start' },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [line] = (await once(shell.stdout.setEncoding('utf8'), 'data')) as [string];
      const { ui } = JSON.parse(line.split('\n')[0] ?? '') as { ui: string };
      expect((await fetch(ui)).status).toBe(200);
      shell.kill('SIGTERM');
      // The pipe closes when the last process that could write to it has ended.
      await once(shell.stdout.resume(), 'close');
      await expect(fetch(ui)).rejects.toThrow();
    },
  );

  test('passes the exit code on', async () => {
    const args = await freshArguments();
    const first = spawnHost(['--json', ...args]);
    await first.firstLine();
    expect(await runHost(args, { program })).toMatchObject({ code: 3, stdout: '' });
    first.child.kill('SIGTERM');
    await first.exited;
  });

  test('refuses a bad option before anything else', async () => {
    const run = await runHost(['--colour'], { program });
    expect(run).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'Fieldhook does not know the option --colour. See --help.\n',
    });
  });

  test('answers --help and --version as the host does', async () => {
    expect(await runHost(['--help'], { program })).toEqual(await runHost(['--help']));
    expect(await runHost(['--version'], { program })).toEqual(await runHost(['--version']));
  });
});
