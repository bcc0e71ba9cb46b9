/** Hundreds of choices are drawn when they are looked at, not with every letter that is typed elsewhere. */
export const LONG_LIST = { keepMounted: false };
