import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findChromium } from '../browser/find-chromium.mjs';

/** Two folders of programs, the first of which comes first in the PATH. */
function installed(first: string[], second: string[]) {
  const above = mkdtempSync(join(tmpdir(), 'fieldhook-programs-'));
  onTestFinished(() => rmSync(above, { recursive: true }));
  const folders = [first, second].map((names, index) => {
    const folder = join(above, String(index));
    mkdirSync(folder);
    for (const name of names) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), 0o755);
    }
    return folder;
  });
  return { env: { PATH: folders.join(delimiter) }, at: (index: number, name: string) => join(folders[index]!, name) };
}

describe.skipIf(process.platform === 'win32')('the Chromium of the tests', () => {
  it('is the one without windows wherever that stands, since it needs least', () => {
    const { env, at } = installed(['chromium', 'google-chrome'], ['chromium-headless-shell']);
    expect(findChromium(env)).toBe(at(1, 'chromium-headless-shell'));
  });

  it('is a plain Chromium or Chrome where there is no other', () => {
    const { env, at } = installed(['google-chrome'], ['chromium']);
    expect(findChromium(env)).toBe(at(1, 'chromium'));
    const chrome = installed(['google-chrome'], []);
    expect(findChromium(chrome.env)).toBe(chrome.at(0, 'google-chrome'));
  });

  it('is the one that $CHROMIUM names, before all others', () => {
    const { env } = installed(['chromium-headless-shell'], []);
    expect(findChromium({ ...env, CHROMIUM: '/opt/mine' })).toBe('/opt/mine');
  });
});
