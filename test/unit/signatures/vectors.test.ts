import { describe, expect, it } from 'vitest';
import { verifySignature } from '#engine/signatures/verify-signature.ts';
import { NOW, SIGNERS } from './signers.ts';
import { vectorsOf } from './vectors.ts';

describe.each(SIGNERS.map((signer) => [signer.name, signer] as const))('RC7 %s', (_name, signer) => {
  it.each(vectorsOf(signer))('%s: %s', async (_case, expected, make) => {
    const verdict = verifySignature({ verify: signer.verify, secrets: [signer.secret], now: NOW, ...(await make()) });
    expect(verdict.verdict === 'verified' ? 'verified' : verdict.reason).toBe(expected);
  });
});
