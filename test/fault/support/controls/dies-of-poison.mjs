import { standIn } from './stand-in.mjs';

// A fault of the whole process that one request brings about, again at each start.
standIn('electron/engine/formats/parse-body.ts', new URL('deadly-parse-body.ts', import.meta.url));
