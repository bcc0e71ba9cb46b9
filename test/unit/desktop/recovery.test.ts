import { describe, expect, it } from 'vitest';
import { answerRecovery, type RecoveryChoice } from '#desktop/recovery/answer-recovery.ts';
import { type RecoveryFacts, recoveryPage } from '#desktop/recovery/recovery-page.ts';
import { CONTENT_SECURITY_POLICY } from '#host/security-headers.ts';

const backup = (id: string, checked = true) => ({
  id,
  madeAt: '2026-07-15T11:00:00.000Z',
  reason: 'daily' as const,
  sizeBytes: 4_200_000,
  checked,
});
const FACTS: RecoveryFacts = {
  title: 'Fieldhook cannot start',
  sentence: 'The database <is> damaged.',
  lines: ['11:00:00  started', '11:00:01  error: <script>alert(1)</script>'],
  backups: [backup('one'), backup('two', false)],
  dataDir: '/home/amelia/"data"',
};

/** What the page is answered, and what came of it. */
async function ask(path: string, { method = 'GET', origin = 'app://fieldhook', body = '' } = {}) {
  const chosen: RecoveryChoice[] = [];
  const request = new Request(`app://fieldhook${path}`, {
    method,
    headers: { origin },
    ...(method === 'POST' ? { body } : {}),
  });
  const answer = await answerRecovery(request, FACTS, (choice) => chosen.push(choice));
  return { answer, chosen };
}

describe('the recovery page', () => {
  it('says what happened, and lets nothing that it quotes become part of the page', () => {
    const page = recoveryPage(FACTS);
    expect(page).toContain('The database &lt;is&gt; damaged.');
    expect(page).toContain('error: &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('/home/amelia/&quot;data&quot;');
  });

  it.each([
    ['en-GB', 'Europe/London', '15 Jul 2026, 12:00'],
    ['de-DE', 'Europe/Berlin', '15.07.2026, 13:00'],
    ['en-GB', 'Asia/Kolkata', '15 Jul 2026, 16:30'],
  ])('says when a backup was made in the form of the place: %s, %s', (locale, timeZone, made) => {
    const times = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const page = recoveryPage(FACTS, times);
    expect(page).toContain(`<strong>${made}</strong> · daily · 4.2 MB`);
    expect(page).toContain(`aria-label="Restore this one: ${made}"`);
  });

  it('offers a backup only where its file is whole', () => {
    const page = recoveryPage(FACTS);
    expect(page).toContain('data-backup="one"');
    expect(page).not.toContain('data-backup="two"');
    expect(recoveryPage({ ...FACTS, backups: [] })).toContain('There is no backup yet.');
  });

  it('stands under the policy of every page of ours', async () => {
    for (const path of ['/recovery', '/recovery.js']) {
      const { answer } = await ask(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    }
    expect((await ask('/api/health')).answer.status).toBe(404);
    expect((await ask('/recovery', { method: 'DELETE' })).answer.status).toBe(405);
  });
});

describe('what is pressed there', () => {
  it.each<RecoveryChoice>([
    { kind: 'again' },
    { kind: 'restore', backup: 'one' },
    { kind: 'folder' },
    { kind: 'quit' },
  ])('is taken: $kind', async (choice) => {
    const { answer, chosen } = await ask('/recovery', { method: 'POST', body: JSON.stringify(choice) });
    expect(answer.status).toBe(204);
    expect(chosen).toEqual([choice]);
  });

  it.each<[string, { origin?: string; body: string }, number]>([
    ['a backup that is not whole', { body: '{"kind":"restore","backup":"two"}' }, 422],
    ['a file of somebody’s choice', { body: '{"kind":"restore","backup":"../../etc/passwd"}' }, 422],
    ['something else', { body: '{"kind":"erase"}' }, 422],
    ['no JSON', { body: 'again' }, 422],
    ['another page', { origin: 'https://evil.test', body: '{"kind":"quit"}' }, 403],
  ])('is refused: %s', async (_name, request, status) => {
    const { answer, chosen } = await ask('/recovery', { method: 'POST', ...request });
    expect(answer.status).toBe(status);
    expect(chosen).toEqual([]);
  });
});
