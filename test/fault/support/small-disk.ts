import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

/** A small disk of its own needs root on Linux; elsewhere these tests are skipped. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts();

export function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'ignore' });
}

/** A disk of its own, e.g. `2m`; it goes when the test ends. */
export function smallDisk(size = '2m'): string {
  const disk = mkdtempSync(join(tmpdir(), 'fieldhook-disk-'));
  run('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk);
  onTestFinished(() => {
    run('umount', '-l', disk);
    rmdirSync(disk);
  });
  return disk;
}

/** Takes the last byte, or leaves a few kilobytes. */
export function fill(disk: string, kilobytesLeft = 0): void {
  const rest = join(disk, 'rest');
  if (kilobytesLeft > 0) writeFileSync(rest, Buffer.alloc(kilobytesLeft * 1024));
  for (const piece of [1024 * 1024, 4096]) {
    expect(() => {
      for (;;) appendFileSync(join(disk, 'filler'), Buffer.alloc(piece));
    }).toThrow(/ENOSPC/);
  }
  rmSync(rest, { force: true });
}

export function makeRoom(disk: string): void {
  rmSync(join(disk, 'filler'));
}

function mounts(): boolean {
  const disk = mkdtempSync(join(tmpdir(), 'fieldhook-disk-'));
  try {
    run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk);
    run('umount', disk);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(disk);
  }
}
