import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LAST_FAULT_FILE, tellFault } from '#host/last-fault.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'fieldhook-fault-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

describe('a fault inside', () => {
  it('is one sentence for the person, and the details go into a file for its owner', async () => {
    const dataDir = await folder();
    const file = join(dataDir, LAST_FAULT_FILE);
    const sentence = tellFault(new TypeError('x is not a function'), dataDir, '1.2.3');
    expect(sentence).toContain(file);
    expect(sentence).not.toMatch(/TypeError|\n|\bat /);
    expect(await readFile(file, 'utf8')).toMatch(/^Fieldhook 1\.2\.3\nTypeError: x is not a function\n {4}at /);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is told also where nothing can be written', async () => {
    const sentence = tellFault('a text', join(await folder(), 'nowhere'), '1.2.3');
    expect(sentence).toMatch(/^Fieldhook stopped because of a fault inside it\./);
    expect(sentence).not.toContain('nowhere');
  });
});
