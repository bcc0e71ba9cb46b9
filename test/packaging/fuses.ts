/** Marks the place of the fuses inside Electron's program; what follows is their version, their number and a digit for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Electron's fuses in their order in the program. */
const NAMES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeInspect',
  'archiveIntegrity',
  'onlyArchive',
  'ownBrowserSnapshot',
  'fileProtocolPrivileges',
  'wasmTrapHandlers',
] as const;
export type FuseStates = Record<(typeof NAMES)[number], boolean>;

/** As Electron is downloaded. */
export const SHIPPED: FuseStates = {
  runAsNode: true,
  cookieEncryption: false,
  nodeOptions: true,
  nodeInspect: true,
  archiveIntegrity: false,
  onlyArchive: false,
  ownBrowserSnapshot: false,
  fileProtocolPrivileges: true,
  wasmTrapHandlers: true,
};

/** The part of a program that holds the fuses. */
export function fusesSection(states: FuseStates): Buffer {
  const digits = NAMES.map((name) => (states[name] ? '1' : '0')).join('');
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, NAMES.length]), Buffer.from(digits)]);
}

export function readFuses(program: Buffer): FuseStates {
  const at = program.indexOf(SENTINEL);
  if (at < 0) throw new Error('There are no fuses in this program.');
  const digits = program.subarray(at + SENTINEL.length + 2).toString('latin1');
  return Object.fromEntries(NAMES.map((name, index) => [name, digits[index] === '1'])) as FuseStates;
}
