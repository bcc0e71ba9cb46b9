import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ROUTES, type RouteInput, type RouteName, type RouteResponse } from '#shared/contract/routes.ts';

interface Ready {
  ui: string;
  receiver: string;
  token: string;
  dataDir: string;
}

/** The built headless host, run as its users run it, on a folder of its own. */
export interface FieldhookProcess extends Ready {
  /** From spawning to the ready line, in ms. */
  startMs: number;
  call<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteResponse<Name>>;
  stop(): Promise<void>;
}

const HOST = fileURLToPath(new URL('../../out/headless/headless.js', import.meta.url));
const RAW = fileURLToPath(new URL('raw-server.ts', import.meta.url));

export async function startFieldhook(): Promise<FieldhookProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fieldhook-bench-'));
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [HOST, '--headless', '--json', '--no-tunnel', '--no-open', '--port', '0', '--ui-port', '0', '--data', dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ready: Ready = JSON.parse(await firstLine(child));
  const startMs = performance.now() - begun;
  return {
    ...ready,
    startMs,
    call: (name, input) => call(ready, name, input),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function startRawServer(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [RAW], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await firstLine(child);
  return { url: `http://127.0.0.1:${port}/h/any`, stop: () => child.kill('SIGTERM') };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  const [line] = (await once(lines, 'line')) as [string];
  lines.close();
  child.stdout!.resume();
  return line;
}

async function call<Name extends RouteName>(
  ready: Ready,
  name: Name,
  input: RouteInput<Name>,
): Promise<RouteResponse<Name>> {
  const route = ROUTES[name];
  const { params, query, body } = input as { params?: Record<string, string>; query?: object; body?: unknown };
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ''));
  const search = new URLSearchParams(Object.entries(query ?? {}).map(([key, value]) => [key, String(value)]));
  const answer = await fetch(`${ready.ui}${path}?${search}`, {
    method: route.method,
    headers: { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as RouteResponse<Name>;
}
