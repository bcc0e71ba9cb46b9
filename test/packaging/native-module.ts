import type { Target } from './targets.ts';

/** Which machine a native module runs on, by the first bytes of the file; null for any other file. */
export function machineOf(module: Buffer): Target | null {
  if (module.subarray(0, 4).toString('latin1') === '\x7fELF') {
    return named('linux', module.readUInt16LE(18), { x64: 0x3e, arm64: 0xb7 });
  }
  if (module.readUInt32LE(0) === 0xfeedfacf) {
    return named('darwin', module.readUInt32LE(4), { x64: 0x01000007, arm64: 0x0100000c });
  }
  if (module.subarray(0, 2).toString('latin1') === 'MZ') {
    const header = module.readUInt32LE(0x3c);
    return named('win32', module.readUInt16LE(header + 4), { x64: 0x8664, arm64: 0xaa64 });
  }
  return null;
}

function named(platform: Target['platform'], code: number, codes: Record<Target['arch'], number>): Target | null {
  if (code === codes.x64) return { platform, arch: 'x64' };
  if (code === codes.arm64) return { platform, arch: 'arm64' };
  return null;
}
