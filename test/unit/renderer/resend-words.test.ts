import { describe, expect, it } from 'vitest';
import { resendWords } from '#renderer/features/settings/resend-words.ts';
import { VERIFY_SCHEMES } from '#shared/contract/verify.ts';

describe('how what was missed comes again', () => {
  const others = resendWords('none');

  it('is the sender’s own way where it is known, and says whose it is', () => {
    const known = VERIFY_SCHEMES.filter((scheme) => resendWords(scheme) !== others);
    expect(known).toHaveLength(12);
    for (const scheme of known) expect(resendWords(scheme).toLowerCase()).toMatch(new RegExp(`^${scheme} `));
  });

  it('is the sender’s list of deliveries for everybody else', () => {
    for (const scheme of ['generic', 'bearer', 'standard-webhooks'] as const) expect(resendWords(scheme)).toBe(others);
    expect(others).toContain('list of deliveries');
  });
});
