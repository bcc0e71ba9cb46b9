import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../launch/build-if-stale.mjs';
import { electronReleases, isReachable } from '../launch/download-electron.mjs';
import { runChild } from '../launch/run-child.mjs';
import { otherRunningPids } from '../launch/running-marks.mjs';
import { builderOptions } from './builder-options.mjs';

// `npm run package`: makes the installers of this system in dist/. Further arguments go to electron-builder.

/** Where electron-builder has its tools from, and the variable for a mirror of them. */
const TOOLS = 'https://github.com/electron-userland/electron-builder-binaries/releases/download/';
const REACH_MS = 3000;

process.exitCode = await makeInstallers();

async function makeInstallers() {
  const planned = builderOptions(process.env);
  if (planned.kind === 'refused') return refuse(planned.sentence);
  for (const address of [electronReleases(process.env), process.env.ELECTRON_BUILDER_BINARIES_MIRROR || TOOLS]) {
    if (await isReachable(address, REACH_MS)) continue;
    return refuse(
      `Installers are made with parts that have to be downloaded from ${new URL(address).host}, which cannot be reached from here. ` +
        'What would be in them can be checked without: `npm run package:check`.',
    );
  }
  if (otherRunningPids().length > 0) {
    return refuse('A Fieldhook is running from this folder. End it first: it may have to be built anew.');
  }
  await buildIfStale(console.error);
  const cli = fileURLToPath(import.meta.resolve('electron-builder/cli.js'));
  return runChild(process.execPath, [cli, ...planned.options, ...process.argv.slice(2)]);
}

/** @param {string} sentence */
function refuse(sentence) {
  console.error(sentence);
  return 1;
}
