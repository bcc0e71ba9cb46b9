import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keptNameIn } from '#engine/tunnel/kept-name.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'fieldhook-name-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

describe('keptNameIn', () => {
  it('is nothing at first, and the same after a restart once there is one', async () => {
    const dataDir = await folder();
    const name = keptNameIn(dataDir);
    expect(name.read()).toBeNull();
    name.write('brave-owl-12');
    expect([name.read(), keptNameIn(dataDir).read()]).toEqual(['brave-owl-12', 'brave-owl-12']);
    expect((await stat(join(dataDir, 'tunnel-name'))).mode & 0o777).toBe(0o600);
  });

  it.each(['../../etc', 'a b', '', 'UPPER', 'x'.repeat(64), '?new'])('does not keep %j', async (given) => {
    const name = keptNameIn(await folder());
    name.write(given);
    expect(name.read()).toBeNull();
  });

  it('does not believe a damaged file', async () => {
    const dataDir = await folder();
    await writeFile(join(dataDir, 'tunnel-name'), 'a\nb/../c');
    expect(keptNameIn(dataDir).read()).toBeNull();
  });

  it('lasts until the end of the run where it cannot be written', async () => {
    const name = keptNameIn(join(await folder(), 'gone'));
    name.write('brave-owl-12');
    expect(name.read()).toBe('brave-owl-12');
  });

  it('writes nothing that it has written already', async () => {
    const dataDir = await folder();
    keptNameIn(dataDir).write('brave-owl-12');
    const again = keptNameIn(dataDir);
    again.read();
    await rm(join(dataDir, 'tunnel-name'));
    again.write('brave-owl-12');
    await expect(readFile(join(dataDir, 'tunnel-name'))).rejects.toThrow();
  });
});
