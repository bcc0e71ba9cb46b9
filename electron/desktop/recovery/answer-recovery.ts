import { z } from 'zod';
import { refusal } from '#host/refusal.ts';
import { withSecurityHeaders } from '#host/security-headers.ts';
import { APP_ORIGIN } from '../app-origin.ts';
import SCRIPT from './recovery.js?raw';
import { type RecoveryFacts, recoveryPage } from './recovery-page.ts';

/** What the person chose on the page. `backup` is the id of one that the page showed. */
const ChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('again') }),
  z.object({ kind: z.literal('restore'), backup: z.string() }),
  z.object({ kind: z.literal('folder') }),
  z.object({ kind: z.literal('quit') }),
]);
export type RecoveryChoice = z.infer<typeof ChoiceSchema>;

/** Answers `app://fieldhook/…` without an engine: one page, its script, and what is pressed there. */
export async function answerRecovery(
  request: Request,
  facts: RecoveryFacts,
  choose: (choice: RecoveryChoice) => void,
): Promise<Response> {
  return withSecurityHeaders(await route(request, facts, choose));
}

async function route(
  request: Request,
  facts: RecoveryFacts,
  choose: (choice: RecoveryChoice) => void,
): Promise<Response> {
  const url = URL.parse(request.url);
  if (url === null || `${url.protocol}//${url.host}` !== APP_ORIGIN) return refusal('MISDIRECTED');
  if (request.method === 'POST' && url.pathname === '/recovery') {
    if (request.headers.get('origin') !== APP_ORIGIN) return refusal('FORBIDDEN');
    const choice = ChoiceSchema.safeParse(await request.json().catch(() => null));
    if (!choice.success || !isOffered(choice.data, facts)) return refusal('INVALID_INPUT');
    choose(choice.data);
    return new Response(null, { status: 204 });
  }
  if (request.method !== 'GET') return refusal('METHOD_NOT_ALLOWED');
  if (url.pathname === '/recovery.js') return asText(SCRIPT, 'text/javascript');
  return url.pathname === '/recovery' ? asText(recoveryPage(facts), 'text/html') : refusal('NOT_FOUND');
}

const isOffered = (choice: RecoveryChoice, { backups }: RecoveryFacts): boolean =>
  choice.kind !== 'restore' || backups.some(({ id, checked }) => checked && id === choice.backup);

const asText = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': `${type}; charset=utf-8` } });
