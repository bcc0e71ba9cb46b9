/** Where this copy of Fieldhook looks for newer versions when the owner asks, or why it cannot take one. */
export type PlaceOfUpdates = { kind: 'none'; sentence: string } | { kind: 'feed'; host: string };

export interface Installed {
  platform: NodeJS.Platform;
  isPackaged: boolean;
  /** The text of `app-update.yml`, which packing with FIELDHOOK_UPDATE_FEED puts beside the app; null where there is none. */
  feedFile: string | null;
}

/**
 * Only a copy that can prove where an update comes from takes one: packed, with a feed over https, and on Windows with the name of its publisher,
 * without which the installer’s signature would be compared with nothing. macOS itself refuses an update for an app that is not signed.
 */
export function placeOfUpdates({ platform, isPackaged, feedFile }: Installed): PlaceOfUpdates {
  const none = (sentence: string): PlaceOfUpdates => ({ kind: 'none', sentence });
  if (!isPackaged) return none('This Fieldhook was started from its source, not installed.');
  if (platform !== 'win32' && platform !== 'darwin')
    return none(
      'On Linux Fieldhook does not replace itself. Install the newer .deb, or put the newer AppImage in the place of this one; your data stays as it is.',
    );
  if (feedFile === null) return none('Whoever made this installer named no place for updates, so it looks nowhere.');
  const feed = URL.parse(valueIn(feedFile, 'url'));
  if (feed?.protocol !== 'https:')
    return none('The place that this installer names for updates is not an address that begins with https://.');
  if (platform === 'win32' && !/^publisherName:/m.test(feedFile))
    return none(
      'This copy is not signed, so nothing could prove that an update comes from whoever made it. Download the newer installer yourself, from where you got this one.',
    );
  return { kind: 'feed', host: feed.host };
}

/** The file is written by electron-builder, one `name: value` in a line. */
function valueIn(file: string, name: string): string {
  const line = file.split(/\r?\n/).find((each) => each.startsWith(`${name}:`));
  return (line ?? '')
    .slice(name.length + 1)
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2');
}
