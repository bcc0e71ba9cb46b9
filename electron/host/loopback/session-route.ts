import { z } from 'zod';
import { refusal } from '../refusal.ts';
import type { Credentials } from './credentials.ts';
import type { GuessBrake } from './guess-brake.ts';

const SignInSchema = z.strictObject({ token: z.string().max(200) });

/** `GET /session` tells whether this browser is signed in; `POST /session` with `{ token }` signs it in. */
export async function answerSession(request: Request, credentials: Credentials, brake: GuessBrake): Promise<Response> {
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return Response.json({ signedIn: credentials.cookie(request.headers.get('cookie')) === 'right' });
    case 'POST': {
      const given = SignInSchema.safeParse(await smallJson(request));
      if (!given.success) return refusal('MALFORMED_REQUEST');
      if (credentials.isSecret(given.data.token)) {
        return new Response(null, { status: 204, headers: { 'set-cookie': credentials.signInCookie } });
      }
      await brake.wrong();
      return refusal('UNAUTHORIZED');
    }
    default:
      return refusal('METHOD_NOT_ALLOWED');
  }
}

/** The body as JSON; undefined when it is none or larger than a sign-in can be. */
async function smallJson(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? Number.NaN) <= 1000) {
    return request.json().catch(() => undefined);
  }
  return undefined;
}
