import type { Clock } from './clock.ts';
import type { Secrets } from './secrets.ts';

/** What the engine needs from whoever runs it. It knows no window, no Electron and no terminal. */
export interface EngineOptions {
  /** Folder of the database; made if absent. One engine at a time. */
  dataDir: string;
  version: string;
  host: 'desktop' | 'browser';
  /** Receiver port on 127.0.0.1; 0 takes any free one. */
  port: number;
  /** False keeps the public address closed whatever the settings say (`--no-tunnel`). */
  tunnel: boolean;
  /** Address of localtunnel's relay, for whoever runs one; absent: the public one. */
  relay?: string | undefined;
  /** A backup to put in the place of the data at the first start (`--restore`). */
  restore?: string | null;
  /**
   * The built program of the thread for the database and the work on requests (core/thread.ts). Absent: this thread does that too, which a
   * test with a clock of its own needs.
   */
  coreThread?: URL;
  /** The built program of the thread for ngrok's client (tunnel/ngrok-thread.ts). Absent: ngrok cannot be chosen with success. */
  ngrokThread?: URL;
  clock: Clock;
  secrets: Secrets;
  /** Shows a notification on this computer; false where that is not possible. Absent: the host cannot, as a browser tab is nobody's desktop. */
  notify?: (title: string, text: string) => boolean;
  log: EngineLog;
}

/** One line of the engine's own log: an event name and flat facts, never a payload, a token or a secret. */
export type EngineLog = (
  level: 'info' | 'warn' | 'error',
  event: string,
  facts?: Record<string, string | number | boolean | null>,
) => void;

export interface Engine {
  /** The one door of every screen and tool: routes under /api. */
  fetch(request: Request): Promise<Response>;
  /** Opens the data folder, goes on with what a crash left, and starts the receiver. Rejects with a StartError. */
  start(): Promise<{ receiver: { url: string; port: number } }>;
  /** Stops taking requests, finishes what was accepted, closes the database. Under 5 s. */
  stop(): Promise<void>;
}
