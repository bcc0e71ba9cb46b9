import { basename } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { measureTurns } from './turns.mjs';

// Loaded into every thread of a watched process: how long its event loop was held, and whether a payload has changed a prototype of the
// language.

const PROTOTYPES = { Object, Array, Function, String, Number, Map, Promise };

const name = basename(process.argv[1] ?? '');
const turns = measureTurns();
let knownNames = namesOfPrototypes();

const channel = new BroadcastChannel('watch');
channel.onmessage = ({ data }) => {
  if (data.ask === undefined) return;
  const names = namesOfPrototypes();
  const changed = names.filter((one) => !knownNames.includes(one));
  const { held, late } = turns();
  channel.postMessage({ answer: data.ask, name, held, late, changed });
  knownNames = names;
};
channel.unref();

function namesOfPrototypes() {
  return Object.entries(PROTOTYPES).flatMap(([type, { prototype }]) =>
    Reflect.ownKeys(prototype).map((key) => `${type}.${String(key)}`),
  );
}
