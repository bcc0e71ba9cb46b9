import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * What npm writes to its standard output, as it is configured in that folder; it asks the network once. Rejects where npm fails or cannot be started.
 * @param {readonly string[]} args
 * @param {{ cwd: string, timeoutMs: number }} options
 */
export async function runNpm(args, { cwd, timeoutMs }) {
  const options = { cwd, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 };
  const all = [...args, '--fetch-retries=0', '--no-audit', '--no-fund'];
  // Whoever was started by npm is told where it lies; on Windows, `npm` alone is nothing that can be run.
  const npm = process.env.npm_execpath;
  const { stdout } = npm?.endsWith('.js')
    ? await promisify(execFile)(process.execPath, [npm, ...all], options)
    : await promisify(execFile)('npm', all, options);
  return stdout;
}
