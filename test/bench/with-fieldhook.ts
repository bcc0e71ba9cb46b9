import { fileURLToPath } from 'node:url';
import { ROUTES, type RouteInput, type RouteName, type RouteResponse } from '#shared/contract/routes.ts';
import {
  emptyFolder,
  type Fieldhook,
  removeFolder,
  type StartOptions,
  startFieldhook,
} from '#test/e2e/support/start-fieldhook.ts';

export const HOST = fileURLToPath(new URL('../../out/headless/headless.js', import.meta.url));

/** Runs `measure` against the built browser host on an empty folder, and ends it. `startedMs` is from spawning to the ready line. */
export async function withFieldhook<Result>(
  measure: (fieldhook: Fieldhook, startedMs: number) => Promise<Result>,
  options: Omit<StartOptions, 'dataDir'> = {},
): Promise<Result> {
  const dataDir = await emptyFolder();
  const begun = performance.now();
  const fieldhook = await startFieldhook({ ...options, dataDir, program: HOST });
  const startedMs = performance.now() - begun;
  try {
    return await measure(fieldhook, startedMs);
  } finally {
    await fieldhook.stop();
    await removeFolder(dataDir);
  }
}

/** Calls one route of the door as a tool does. */
export async function call<Name extends RouteName>(
  fieldhook: Fieldhook,
  name: Name,
  input: RouteInput<Name>,
): Promise<RouteResponse<Name>> {
  const { method, path } = ROUTES[name];
  const { params, body } = input as { params?: Record<string, string>; body?: unknown };
  const filled = path.replace(/:(\w+)/g, (_, key: string) => params?.[key] ?? '') as `/api/${string}`;
  const answer = await fieldhook.door(filled, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as RouteResponse<Name>;
}
