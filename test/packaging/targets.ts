export type Platform = 'linux' | 'win32' | 'darwin';

/** A machine that Fieldhook is packed for. */
export interface Target {
  platform: Platform;
  arch: 'x64' | 'arm64';
}

/** The native modules that are packed for a target, and no others. */
export function nativeModulesOf({ platform, arch }: Target): string[] {
  const ngrok = { linux: `linux-${arch}-gnu`, win32: `win32-${arch}-msvc`, darwin: `darwin-${arch}` }[platform];
  return [
    `node_modules/@ngrok/ngrok-${ngrok}/ngrok.${ngrok}.node`,
    `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
  ];
}

/** The one that `npm test` packs; it takes a few seconds. */
export const LINUX_X64: Target = { platform: 'linux', arch: 'x64' };

/** The ones that `npm run package:check` packs. */
export const ALL_TARGETS: readonly Target[] = [
  LINUX_X64,
  { platform: 'linux', arch: 'arm64' },
  { platform: 'win32', arch: 'x64' },
  { platform: 'darwin', arch: 'arm64' },
];
