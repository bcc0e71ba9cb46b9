import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../host/options.ts';
import { USAGE } from '../host/usage.ts';
import { buildIfStale, ReadOnlyError, ROOT } from './build-if-stale.mjs';
import { chooseHost } from './choose-host.mjs';
import { downloadElectron } from './download-electron.mjs';
import { EXIT } from './exit.mjs';
import { findElectron } from './find-electron.mjs';
import { runChild } from './run-child.mjs';
import { markRunning } from './running-marks.mjs';

/** A program that cannot load its libraries ends with this. */
const CANNOT_LOAD = 127;

/** Everything is told on stderr: the first line of stdout belongs to `--json`. @param {string} line */
const tell = (line) => console.error(line);

/**
 * Answers what needs no engine, builds what is missing, and hands over to the desktop window or to the browser host.
 * @param {readonly string[]} args
 * @returns {Promise<number>} what to answer to the shell
 */
export async function launch(args) {
  const asked = readOptions(args);
  switch (asked.kind) {
    case 'help':
      console.log(USAGE.trimEnd());
      return EXIT.clean;
    case 'version':
      console.log(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
      return EXIT.clean;
    case 'bad-option':
      tell(asked.sentence);
      return EXIT.badOption;
    case 'run':
      return run(args, asked.options.headless);
  }
}

/**
 * @param {readonly string[]} args
 * @param {boolean} headless
 */
async function run(args, headless) {
  markRunning();
  try {
    await buildIfStale(tell);
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    return error instanceof ReadOnlyError ? EXIT.readOnly : EXIT.build;
  }
  const choice = await chooseHost({
    headless,
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    findElectron: () => findElectron(process.env),
    downloadElectron: () => downloadElectron(process.env, tell),
  });
  if (choice.host === 'browser') return runInBrowser(args, choice.reason);
  tell('Fieldhook opens its window.');
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const code = await runChild(choice.electron, [ROOT, ...args], env).catch(() => CANNOT_LOAD);
  return code === CANNOT_LOAD ? runInBrowser(args, 'the desktop window cannot start on this machine') : code;
}

/**
 * @param {readonly string[]} args
 * @param {string} reason
 */
function runInBrowser(args, reason) {
  const host = join(ROOT, 'out', 'headless', 'headless.js');
  return runChild(process.execPath, [host, ...args], { ...process.env, FIELDHOOK_REASON: reason });
}
