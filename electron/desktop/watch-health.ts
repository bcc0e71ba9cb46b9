import type { Health } from '#shared/contract/health.ts';
import { APP_ORIGIN } from './app-origin.ts';

export type EngineFetch = (request: Request) => Promise<Response>;

/** Asks the door of the engine in this process, like any client of it. */
export async function askHealth(fetch: EngineFetch, method: 'GET' | 'POST', path: `/api/${string}`): Promise<Health> {
  const answer = await fetch(new Request(`${APP_ORIGIN}${path}`, { method }));
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}.`);
  return (await answer.json()) as Health;
}

const NEWS = /"type":"(health|tunnel|reset)"/;

/** Tells the health now and after every event that changes it, until the engine ends its stream. Never rejects. */
export async function watchHealth(fetch: EngineFetch, tell: (health: Health) => void): Promise<void> {
  try {
    const events = (await fetch(new Request(`${APP_ORIGIN}/api/events`))).body;
    tell(await askHealth(fetch, 'GET', '/api/health'));
    if (events === null) return;
    for await (const part of events.pipeThrough(new TextDecoderStream())) {
      if (NEWS.test(part)) tell(await askHealth(fetch, 'GET', '/api/health'));
    }
  } catch {
    // The engine has stopped: the tray goes with it.
  }
}
