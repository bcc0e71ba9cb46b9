import { expect, test } from 'vitest';
import { proofWords } from '#renderer/features/log/proof-words.ts';

test.each([
  ['github', 'The signature (GitHub) is right: it comes from its sender and was not changed on the way.'],
  ['generic', 'The signature (HMAC) is right: it comes from its sender and was not changed on the way.'],
  ['bearer', 'It brought the secret that only the sender knows (Bearer token).'],
] as const)('RC7 what %s proves is said', (scheme, words) => {
  expect(proofWords(scheme)).toBe(words);
});
