import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createOpenedFiles, fileOfArguments } from '#desktop/opened-file.ts';

it.each([
  [['--hidden', 'front desk.fieldhook'], '/home/owner/front desk.fieldhook'],
  [['/media/stick/A.FIELDHOOK', 'b.fieldhook'], '/media/stick/A.FIELDHOOK'],
  [['fieldhook://open/log', 'notes.txt', '.fieldhook.txt'], null],
  [['--data=x.fieldhook'], null],
  [[], null],
])('the file in the command line %j is %s', (args, file) => {
  expect(fileOfArguments(args, '/home/owner')).toBe(file);
});

it('the last one that was opened is read once; what cannot be read says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldhook-opened-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const opened = createOpenedFiles();
  expect(await opened.take()).toBeNull();
  opened.offer(write('a.fieldhook', 'one'));
  opened.offer(write('b.fieldhook', 'two'));
  expect(await opened.take()).toEqual({ name: 'b.fieldhook', text: 'two' });
  expect(await opened.take()).toBeNull();

  opened.offer(write('large.fieldhook', ' '.repeat(5_000_001)));
  expect(await opened.take()).toEqual({ fault: expect.stringContaining('larger than 5 MB') });
  mkdirSync(join(folder, 'folder.fieldhook'));
  for (const name of ['folder.fieldhook', 'gone.fieldhook']) {
    opened.offer(join(folder, name));
    expect(await opened.take()).toEqual({ fault: expect.stringContaining('cannot be read') });
  }
});
