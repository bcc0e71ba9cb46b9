import { standIn } from './stand-in.mjs';

// A fault of the whole process that the Outbox brings about with the second message of each start, while requests go through.
standIn('electron/engine/outbox/guard-rails.ts', new URL('deadly-guard-rails.ts', import.meta.url));
