/**
 * The options of electron-builder for what the environment says. Only FIELDHOOK_UPDATE_FEED is ours: the address of the folder in which installed apps
 * look for updates. Without it they look nowhere. Nothing is ever uploaded from here.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ kind: 'options', options: readonly string[] } | { kind: 'refused', sentence: string }}
 */
export function builderOptions(env) {
  const feed = env.FIELDHOOK_UPDATE_FEED;
  if (!feed) return { kind: 'options', options: ['--publish=never'] };
  if (URL.parse(feed)?.protocol !== 'https:') {
    return {
      kind: 'refused',
      sentence: `FIELDHOOK_UPDATE_FEED has to be an address that begins with https://, not “${feed}”.`,
    };
  }
  return { kind: 'options', options: ['--publish=never', '-c.publish.provider=generic', `-c.publish.url=${feed}`] };
}
