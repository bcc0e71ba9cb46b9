import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { curlLine } from '#renderer/features/webhook-editor/address/curl-line.ts';

const ADDRESS = 'http://127.0.0.1:4780/h/made-up_token-1';

it('is one command whose words a shell takes apart as they were meant', () => {
  const words = execFileSync('sh', ['-c', `printf '%s\\n' ${curlLine(ADDRESS, false)}`], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(words.slice(0, 4)).toEqual(['curl', '-X', 'POST', ADDRESS]);
  expect(words.slice(4, 7)).toEqual(['-H', 'Content-Type: application/json', '-d']);
  expect(JSON.parse(words[7] ?? '')).toMatchObject({ email: 'jane.doe@example.com' });
});

it('uses the only quotes that the Windows command line knows', () => {
  const line = curlLine(ADDRESS, true);
  expect(line).not.toContain("'");
  expect(line).toContain('"{\\"name\\":\\"Jane Doe\\"');
});

it.each([
  [{ scheme: 'bearer' }, ['-H', 'Authorization: Bearer YOUR-SECRET']],
  [{ scheme: 'header', header: 'X-Key' }, ['-H', 'X-Key: YOUR-SECRET']],
  [{ scheme: 'basic', username: "o'neill $(id)" }, ['-u', "o'neill $(id):YOUR-SECRET"]],
] as const)('RC7 keeps a place for the secret of $scheme, whatever stands beside it', (verify, words) => {
  const line = curlLine(ADDRESS, false, verify);
  const said = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' });
  expect(said.split('\n').slice(6, 8)).toEqual(words);
});

it('RC7 is no line at all where the webhook asks for a signature', () => {
  expect(curlLine(ADDRESS, false, { scheme: 'stripe', toleranceSeconds: 300 })).toBeNull();
});
