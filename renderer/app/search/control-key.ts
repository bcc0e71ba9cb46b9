/** The key that shortcuts are made with, as it is written on the keyboard in front of the owner. */
export const control = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
