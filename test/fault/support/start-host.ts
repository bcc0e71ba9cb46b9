import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Fieldhook, type StartOptions, startFieldhook } from '#test/e2e/support/start-fieldhook.ts';

const RAW_FILES = new URL('raw-files.mjs', import.meta.url).href;
/** Beside the packages, where it lasts from run to run and goes with them. */
const COMPILED = fileURLToPath(new URL('../../../node_modules/.cache/fieldhook-compiled', import.meta.url));
const SOURCES = fileURLToPath(new URL('../../../electron/headless.ts', import.meta.url));

/** A data folder that is not there yet; it goes when the test ends. */
export function newDataFolder(): string {
  const above = mkdtempSync(join(tmpdir(), 'fieldhook-fault-'));
  onTestFinished(() => rmSync(above, { recursive: true, force: true, maxRetries: 3 }));
  return join(above, 'data');
}

/** The built host on a data folder, killed when the test ends. */
export async function startHost(options: StartOptions): Promise<Fieldhook> {
  const host = await startFieldhook(options);
  onTestFinished(async () => void (await host.kill()));
  return host;
}

/** Node's options with which a file of `controls/` takes the place of a part of the host. */
export function withControl(name: string): string[] {
  return ['--import', new URL(`controls/${name}.mjs`, import.meta.url).href];
}

/** The same host from its sources, whose parts stand in files of their own and can be replaced. */
export function startFromSources(options: StartOptions, control: string): Promise<Fieldhook> {
  const nodeArgs = ['--import', RAW_FILES, ...withControl(control)];
  // Types are taken out of a file once, not at each start.
  const env = { NODE_COMPILE_CACHE: COMPILED };
  return startHost({ ...options, program: SOURCES, nodeArgs, env });
}
