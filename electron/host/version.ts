declare const __FIELDHOOK_VERSION__: string;

/** The version of package.json, written in at build time. */
export const VERSION: string = __FIELDHOOK_VERSION__;
