import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { END_WITH_PARENT } from '#test/e2e/support/end-with-parent.ts';

const HOST =
  "process.on('SIGTERM', () => { console.log('ended'); process.exit(); }); setInterval(() => {}, 1e9); console.log('up')";
/** What a test does, in a process of its own. */
const TEST = `require('node:child_process').spawn(process.execPath, [...${JSON.stringify(END_WITH_PARENT)}, '-e', ${JSON.stringify(HOST)}], { stdio: ['pipe', 'inherit', 'inherit'] })`;

it('a host under test ends when the run of the tests is killed', async () => {
  const run = spawn(process.execPath, ['-e', TEST], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void run.kill('SIGKILL'));
  let said = '';
  run.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  await expect.poll(() => said).toBe('up\n');
  run.kill('SIGKILL');
  // The host has the same output, so this is its end.
  await once(run.stdout, 'close');
  expect(said).toBe('up\nended\n');
});
