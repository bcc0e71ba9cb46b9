import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../electron/launch/build-if-stale.mjs';
import { runNpm } from '../../electron/packaging/run-npm.mjs';
import { judgeElectron } from './judge.mjs';

/** In ms; a registry that does not answer holds up nobody. */
const PATIENCE_MS = 20_000;

/**
 * Whether the Electron in package.json is one that is still looked after, by what the configured npm says. It is a fault where the checks are made
 * for everybody (`CI` is set), and a remark to a developer. Where npm cannot be asked, nothing is held against anybody.
 * @param {object} surroundings
 * @param {number} surroundings.now in ms
 * @param {boolean} surroundings.isCI
 * @param {() => Promise<unknown>} [surroundings.ask] replaced by tests
 * @returns {Promise<{ isFine: boolean, sentence: string | null }>} `sentence`: null where there is nothing to say
 */
export async function checkElectronRelease({ now, isCI, ask = askNpm }) {
  const pinned = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies.electron;
  const released = await ask().then(asReleases, () => null);
  if (released === null) return { isFine: true, sentence: 'Electron’s release: not checked, npm could not be asked.' };
  const verdict = judgeElectron({ pinned, now, ...released });
  switch (verdict.kind) {
    case 'current':
      return { isFine: true, sentence: null };
    case 'unsupported':
      return {
        isFine: !isCI,
        sentence: `Electron ${pinned} is not supported any more: the oldest major that is, is ${verdict.oldestSupported}.`,
      };
    case 'behind':
      return {
        isFine: !isCI,
        sentence: `Electron ${pinned} is behind: ${verdict.newest} has been out for more than 14 days.`,
      };
  }
}

/** @returns {Promise<unknown>} */
async function askNpm() {
  return JSON.parse(
    await runNpm(['view', 'electron', 'dist-tags', 'time', '--json'], { cwd: ROOT, timeoutMs: PATIENCE_MS }),
  );
}

/**
 * @param {any} answer
 * @returns {{ latest: string, publishedAt: Record<string, string> } | null}
 */
function asReleases(answer) {
  const latest = answer?.['dist-tags']?.latest;
  const publishedAt = answer?.time;
  return typeof latest === 'string' && publishedAt !== null && typeof publishedAt === 'object'
    ? { latest, publishedAt }
    : null;
}
