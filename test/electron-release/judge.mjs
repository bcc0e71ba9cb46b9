/** How long after its publication a version counts: so much time we take for an update. */
const GRACE_MS = 14 * 24 * 60 * 60 * 1000;
/** Electron keeps its newest majors alive, so many of them. */
const SUPPORTED_MAJORS = 3;

/**
 * Judges the Electron that is packed (item 16 of its security checklist). Only stable versions up to `latest` count, and only once they have been
 * out for 14 days. A version that the registry does not know is judged like any other.
 * @param {object} facts
 * @param {string} facts.pinned as in package.json, three numbers
 * @param {string} facts.latest the registry's tag
 * @param {Readonly<Record<string, string>>} facts.publishedAt by version, as ISO 8601; other entries are passed over
 * @param {number} facts.now in ms
 * @returns {{ kind: 'current' } | { kind: 'unsupported', oldestSupported: number } | { kind: 'behind', newest: string }}
 */
export function judgeElectron({ pinned, latest, publishedAt, now }) {
  const ours = numbersOf(pinned);
  const tagged = numbersOf(latest);
  if (ours === null || tagged === null) throw new Error(`These are not versions of Electron: ${pinned}, ${latest}.`);
  const counted = Object.entries(publishedAt)
    .filter(([, at]) => now - Date.parse(at) >= GRACE_MS)
    .map(([version]) => numbersOf(version))
    .filter((version) => version !== null)
    .filter((version) => compare(version, tagged) <= 0)
    .sort(compare);

  const oldestSupported = (counted.at(-1)?.[0] ?? 0) - SUPPORTED_MAJORS + 1;
  if (ours[0] < oldestSupported) return { kind: 'unsupported', oldestSupported };
  const newest = counted.findLast(([major]) => major === ours[0]);
  if (newest && compare(ours, newest) < 0) return { kind: 'behind', newest: newest.join('.') };
  return { kind: 'current' };
}

/**
 * @typedef {[major: number, minor: number, patch: number]} Numbers
 * @param {string} version
 * @returns {Numbers | null} null for what is not a stable version
 */
function numbersOf(version) {
  const found = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  return found && [Number(found[1]), Number(found[2]), Number(found[3])];
}

/**
 * @param {Numbers} one
 * @param {Numbers} other
 */
function compare(one, other) {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}
