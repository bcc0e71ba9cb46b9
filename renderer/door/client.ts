import type { ErrorBody } from '#shared/contract/common.ts';
import { ROUTES, type RouteInput, type RouteName, type RouteResponse } from '#shared/contract/routes.ts';

/** An error answer of the engine, or no answer at all (`code: 'OFFLINE'`). */
export class DoorError extends Error {
  readonly code: string;
  readonly next: string;
  readonly details: NonNullable<ErrorBody['details']>;
  /** Where the engine's log has more, for faults of its own. */
  readonly id: string | null;

  constructor(body: ErrorBody) {
    super(body.message);
    this.name = 'DoorError';
    this.code = body.code;
    this.next = body.next;
    this.details = body.details ?? [];
    this.id = body.id ?? null;
  }
}

/** Calls one route of the door. Resolves to its response, rejects with a DoorError. */
export async function call<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  signal?: AbortSignal,
): Promise<RouteResponse<Name>> {
  const route = ROUTES[name];
  const { params, query, body } = input as { params?: Record<string, string>; query?: object; body?: unknown };
  const answer = await send(`${fillIn(route.path, params ?? {})}${queryString(query)}`, {
    method: route.method,
    headers: { 'x-fieldhook-csrf': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as RouteResponse<Name>;
  throw new DoorError(await errorBody(answer));
}

async function send(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (cause) {
    if (request.signal?.aborted) throw cause;
    throw new DoorError({
      code: 'OFFLINE',
      message: 'Fieldhook is not running.',
      next: 'Start it again; nothing is lost.',
    });
  }
}

async function errorBody(answer: Response): Promise<ErrorBody> {
  try {
    return (await answer.json()) as ErrorBody;
  } catch {
    return { code: 'INTERNAL', message: `Fieldhook answered ${answer.status}.`, next: 'Try again.' };
  }
}

function fillIn(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function queryString(query: object | undefined): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`;
}
