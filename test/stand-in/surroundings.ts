/** What the computer is like on which the stand-in plays; as JSON in the variable STAND_IN. */
export interface Surroundings {
  /** Where the test’s Chromium listens for us (Browser.bind of playwright). */
  browser: string;
  /** As an installed program rather than from its sources. */
  isPackaged: boolean;
  /** What guards secrets: a keyring, the password that everybody knows (`basic_text`), or nothing at all. */
  keychain: 'gnome_libsecret' | 'basic_text' | 'none';
  /** Whether the system has a place for tray icons; without one Electron throws or shows nothing. */
  hasTray: boolean;
  /** What the person answers to the dialogs, in their order; Escape to all further ones. */
  answers?: unknown[];
  /** Work areas of the screens, the main one first. */
  screens: { x: number; y: number; width: number; height: number }[];
}

export const surroundings = JSON.parse(process.env.STAND_IN ?? '{}') as Surroundings;
