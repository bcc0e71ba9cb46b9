import { refusal } from '#host/refusal.ts';
import { withSecurityHeaders } from '#host/security-headers.ts';
import type { StaticFiles } from '#host/static-files.ts';
import { APP_ORIGIN } from './app-origin.ts';

/**
 * Answers `app://fieldhook/…`: the door under /api, and the built screens. Only our own window can ask here, so there is nothing to sign in to; the check of Origin
 * stands in case some page should ever be shown that is not ours.
 */
export async function answerApp(
  request: Request,
  engine: { fetch(request: Request): Promise<Response> },
  files: StaticFiles,
): Promise<Response> {
  return withSecurityHeaders(await route(request, engine, files));
}

async function route(
  request: Request,
  engine: { fetch(request: Request): Promise<Response> },
  files: StaticFiles,
): Promise<Response> {
  const url = URL.parse(request.url);
  if (url === null || `${url.protocol}//${url.host}` !== APP_ORIGIN) return refusal('MISDIRECTED');
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== APP_ORIGIN) return refusal('FORBIDDEN');
  const { pathname } = url;
  if (pathname === '/api' || pathname.startsWith('/api/')) return engine.fetch(request);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal('METHOD_NOT_ALLOWED');
  if (pathname === '/session') return Response.json({ signedIn: true });
  return (await files(pathname || '/')) ?? refusal('NOT_FOUND');
}
