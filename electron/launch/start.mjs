// Runs on any Node that npm may bring, so it uses nothing that an old one could stumble over, and loads the rest only when Node is new enough.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT } from './exit.mjs';

const OLDEST_NODE = 20;
const ENGINE_NODE = 24;

const version = process.versions.node;
const major = Number(version.split('.')[0]);
const inProject = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

start().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(`Fieldhook could not start: ${error instanceof Error ? error.message : error}`);
    process.exitCode = EXIT.fault;
  },
);

/** @returns {Promise<number>} what to answer to the shell */
async function start() {
  const args = process.argv.slice(2);
  if (major < OLDEST_NODE) {
    return refuse(
      `Fieldhook needs Node ${OLDEST_NODE} or newer, and this is Node ${version}. Install a newer one first.`,
    );
  }
  if (!existsSync(inProject('node_modules/vite'))) {
    return refuse('Fieldhook’s parts are not installed yet. Run `npm ci` first.');
  }
  if (major >= ENGINE_NODE) {
    const { launch } = await import('./launch.mjs');
    return launch(args);
  }
  // Started with the Node of this machine, not by npm, which puts the engine's own Node first.
  const node = ['node', 'node.exe'].map((name) => inProject(`node_modules/node/bin/${name}`)).find(existsSync);
  if (node === undefined) {
    return refuse(
      `Fieldhook’s engine runs on Node ${ENGINE_NODE}, which \`npm ci\` brings along; here npm’s install scripts were skipped. ` +
        `Run \`npm ci\` again without --ignore-scripts, or start Fieldhook with Node ${ENGINE_NODE}.`,
    );
  }
  const { runChild } = await import('./run-child.mjs');
  return runChild(node, [fileURLToPath(import.meta.url), ...args]);
}

/** @param {string} sentence */
function refuse(sentence) {
  console.error(sentence);
  return EXIT.node;
}
