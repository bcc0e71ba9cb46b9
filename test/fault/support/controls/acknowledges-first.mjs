import { standIn } from './stand-in.mjs';

// Negative control: senders are answered before their requests are on disk.
standIn('electron/engine/receiver/group-commit.ts', new URL('hasty-group-commit.ts', import.meta.url));
