import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';

// Loaded into every thread of a watched process: how long its event loop was held, and whether a payload has changed a prototype of the
// language. What counts is the processor time between two turns: it is the same on an idle and on a crowded machine. Time without the
// processor counts too, except where the thread was ready to run and only had to wait for its place (Linux tells how long).

const INTERVAL_MS = 10;
const PROTOTYPES = { Object, Array, Function, String, Number, Map, Promise };

const name = basename(process.argv[1] ?? '');
let knownNames = namesOfPrototypes();
let held = 0;
let late = 0;
let before = now();

setInterval(() => {
  const after = now();
  held = Math.max(held, after.cpu - before.cpu);
  late = Math.max(late, after.wall - before.wall - INTERVAL_MS - (after.waited - before.waited));
  before = after;
}, INTERVAL_MS).unref();

const channel = new BroadcastChannel('watch');
channel.onmessage = ({ data }) => {
  if (data.ask === undefined) return;
  const names = namesOfPrototypes();
  const changed = names.filter((one) => !knownNames.includes(one));
  channel.postMessage({ answer: data.ask, name, held, late, changed });
  held = 0;
  late = 0;
  knownNames = names;
};
channel.unref();

/** All in ms. */
function now() {
  const { user, system } = process.threadCpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000, waited: waited() };
}

function waited() {
  if (process.platform !== 'linux') return 0;
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
}

function namesOfPrototypes() {
  return Object.entries(PROTOTYPES).flatMap(([type, { prototype }]) =>
    Reflect.ownKeys(prototype).map((key) => `${type}.${String(key)}`),
  );
}
