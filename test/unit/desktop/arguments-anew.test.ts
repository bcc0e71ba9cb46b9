import { expect, test } from 'vitest';
import { argumentsAnew } from '#desktop/arguments-anew.ts';

test.each([[['--restore', 'old.db']], [['--restore=old.db']]])(
  'a start after a fault does not put back the backup of the start before: %j',
  (restored) => {
    const args = ['main.js', ...restored, '--data', 'here'];
    expect(argumentsAnew(args, null)).toEqual(['main.js', '--data', 'here']);
    expect(argumentsAnew(args, 'new.db')).toEqual(['main.js', '--data', 'here', '--restore', 'new.db']);
  },
);
