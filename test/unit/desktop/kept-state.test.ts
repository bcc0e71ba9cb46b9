import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keptStateIn, placeWindow } from '#desktop/kept-state.ts';

const MAIN = { x: 0, y: 25, width: 1920, height: 1015 };
const LEFT = { x: -1280, y: 0, width: 1280, height: 1024 };
const FIRST = { width: 1280, height: 860 };

describe('where the window opens', () => {
  it.each([
    ['for the first time', null, FIRST],
    ['where it was', { x: 100, y: 100, width: 1000, height: 700 }, { x: 100, y: 100, width: 1000, height: 700 }],
    [
      'where it was, on another screen',
      { x: -1200, y: 0, width: 900, height: 700 },
      { x: -1200, y: 0, width: 900, height: 700 },
    ],
    [
      'partly outside, if its title can be grabbed',
      { x: 1700, y: 900, width: 900, height: 700 },
      { x: 1700, y: 900, width: 900, height: 700 },
    ],
    ['anew when its screen is gone', { x: 3000, y: 100, width: 900, height: 700 }, FIRST],
    ['anew when only a sliver would show', { x: 1800, y: 100, width: 900, height: 700 }, FIRST],
    ['anew when its title is above the screen', { x: 100, y: -300, width: 900, height: 700 }, FIRST],
    [
      'no larger than the screen',
      { x: 0, y: 25, width: 4000, height: 3000 },
      { x: 0, y: 25, width: 1920, height: 1015 },
    ],
  ])('%s', (_, bounds, placed) => {
    expect(placeWindow(bounds, [MAIN, LEFT])).toEqual(placed);
  });

  it('without any screen, as for the first time', () => {
    expect(placeWindow({ x: 0, y: 0, width: 900, height: 700 }, [])).toEqual(FIRST);
  });
});

describe('what the shell remembers', () => {
  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'fieldhook-kept-'));
    onTestFinished(() => rmSync(made, { recursive: true }));
    return made;
  }
  const NOTHING = { bounds: null, isMaximized: false, knowsBackground: false };

  it('is read back, and each change leaves the rest', () => {
    const file = join(folder(), 'desktop.json');
    keptStateIn(file).change({ knowsBackground: true });
    keptStateIn(file).change({ bounds: { x: 1, y: 2, width: 800, height: 600 } });
    expect(keptStateIn(file).read()).toEqual({
      bounds: { x: 1, y: 2, width: 800, height: 600 },
      isMaximized: false,
      knowsBackground: true,
    });
  });

  it.each(['', 'null', '{"bounds":{"x":"1"}}', '{"bounds":{"x":1e99,"y":0,"width":1,"height":1}}'])(
    'is nothing where the file holds %j',
    (text) => {
      const file = join(folder(), 'desktop.json');
      writeFileSync(file, text);
      expect(keptStateIn(file).read()).toEqual(NOTHING);
    },
  );

  it('is nothing where it cannot be written', () => {
    const kept = keptStateIn(join(folder(), 'missing', 'desktop.json'));
    kept.change({ knowsBackground: true });
    expect(kept.read()).toEqual(NOTHING);
  });
});
