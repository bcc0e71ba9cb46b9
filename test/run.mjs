import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale, ROOT } from '../electron/launch/build-if-stale.mjs';
import { ensureChromium } from './browser/ensure-chromium.mjs';
import { countTests } from './count-tests.mjs';
import { checkElectronRelease } from './electron-release/check.mjs';
import { ensureStrace } from './fault/ensure-strace.mjs';

// `npm test`: every check there is, from style to the journeys in a real browser. All of them run, so that one run tells everything.

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    'The tests run on the Node 24 that `npm ci` brings along: use `npm test`, after an `npm ci` with install scripts.',
  );
  process.exit(1);
}

const reports = mkdtempSync(join(tmpdir(), 'fieldhook-report-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));
const report = join(reports, 'tests.json');

const chromium = await ensureChromium(console.error);
if (chromium === null) process.exit(1);
process.env.CHROMIUM = chromium;
ensureStrace(console.error);

/** @type {{ name: string, isFine: boolean, seconds: number }[]} */
const checks = [];
/** @type {string[]} */
const remarks = [];
// Beside the tests, which often wait; what they say comes in one piece.
const beside = [
  check('style and boundaries', () => say(run('biome', ['ci']))),
  // Further checkers look at much of the same again, and the tests need the processor.
  check('types', () => say(run('tsc', ['--noEmit', '--checkers', '1']))),
  check('dead code', () => say(run('knip', []))),
  check('Electron’s release', async () => {
    const isCI = !['', undefined, 'false', '0'].includes(process.env.CI);
    const { isFine, sentence } = await checkElectronRelease({ now: Date.now(), isCI });
    if (sentence !== null) remarks.push(sentence);
    return isFine;
  }),
];
await check('build', async () => {
  // The tests are about the sources as they are, whatever runs beside them.
  await buildIfStale(console.error, { isRunning: () => false });
  return true;
});
await check('tests', async () => {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const { isFine } = await run('vitest', ['run', '--config', 'test/vitest.config.ts', ...reporters], 'inherit');
  return isFine;
});
await Promise.all(beside);

console.log('');
for (const { name, isFine, seconds } of checks) console.log(`${isFine ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
for (const remark of remarks) console.log(remark);
const tests = countTests(readReport());
if (tests.skipped > 0) console.log(`${tests.skipped} skipped`);
// What failed without being a test (a check, or a fault between the tests) counts too: nobody should read "0 failed" after a red run.
const others = checks.filter(({ name, isFine }) => !isFine && (name !== 'tests' || tests.failed === 0)).length;
const failed = tests.failed + others;
console.log(`${tests.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && tests.passed > 0 ? 0 : 1;

/**
 * @param {string} name
 * @param {() => Promise<boolean>} task
 */
async function check(name, task) {
  const began = performance.now();
  let isFine = false;
  try {
    isFine = await task();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  checks.push({ name, isFine, seconds: (performance.now() - began) / 1000 });
}

/** @param {Promise<{ isFine: boolean, output: string }>} running */
async function say(running) {
  const { isFine, output } = await running;
  if (!isFine) console.log(output);
  return isFine;
}

/**
 * Rejects where the program cannot be started.
 * @param {string} tool name of a program in node_modules/.bin
 * @param {string[]} args
 * @param {'pipe' | 'inherit'} stdio
 * @returns {Promise<{ isFine: boolean, output: string }>}
 */
function run(tool, args, stdio = 'pipe') {
  const isWindows = process.platform === 'win32';
  const command = join(ROOT, 'node_modules', '.bin', isWindows ? `${tool}.cmd` : tool);
  const child = spawn(command, args, { cwd: ROOT, stdio: ['inherit', stdio, stdio], shell: isWindows });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ isFine: status === 0, output }));
  });
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { testResults: [] };
  }
}
