import { expect, it } from 'vitest';
import { StartError, type StartFault } from '#engine/start-error.ts';
import { HostFault } from '#host/host-fault.ts';
import { startFailure } from '#host/start-failure.ts';

const codes: Record<StartFault, number> = {
  'already-running': 3,
  'port-taken': 4,
  'data-folder-unwritable': 5,
  'disk-full': 6,
  'database-too-new': 7,
  'database-damaged': 8,
  'backup-unusable': 13,
};

it.each(Object.entries(codes))('start: %s answers the shell with %i', (kind, code) => {
  const sentence = 'What happened, in words.';
  expect(startFailure(new StartError(kind as StartFault, sentence))).toEqual({ sentence, code });
});

it('start: missing screens answer with 9', () => {
  expect(startFailure(new HostFault('screensMissing', 'Build first.'))).toEqual({ sentence: 'Build first.', code: 9 });
});

it('start: anything unexpected is one sentence without a stack trace, and 1', () => {
  const { sentence, code } = startFailure(new TypeError('x is not a function\n    at evil (file.ts:1)'));
  expect(code).toBe(1);
  expect(sentence).toBe('Fieldhook could not start: x is not a function\\u000a    at evil (file.ts:1)');
});
