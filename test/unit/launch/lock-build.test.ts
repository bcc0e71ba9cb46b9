import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lockBuild } from '../../../electron/launch/lock-build.mjs';

const NOBODY = '4194305';

it.each([
  ['whose owner is gone', NOBODY, 0],
  ['that was never written to', '', 60_000],
  ['whose owner’s number belongs to another program now', String(process.ppid), 3_600_000],
])('build: a lock %s is taken over, by one of two', async (_, content, ageMs) => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldhook-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'building');
  writeFileSync(file, content);
  const made = new Date(Date.now() - ageMs);
  utimesSync(file, made, made);
  const order: string[] = [];
  const build = async (name: string) => {
    const unlock = await lockBuild(file, () => undefined);
    order.push(`${name} begins`);
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`${name} ends`);
    unlock();
  };
  await Promise.all([build('a'), build('b')]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(readdirSync(folder)).toEqual([]);
});

it('build: says for whom it waits', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldhook-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'building');
  writeFileSync(file, String(process.pid));
  const said: string[] = [];
  const unlock = await lockBuild(file, (line) => {
    said.push(line);
    rmSync(file);
  });
  unlock();
  expect(said).toEqual([`Waiting for the build of process ${process.pid} to end…`]);
});
