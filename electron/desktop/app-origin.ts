/** Where the screens live in the desktop window. */
export const APP_ORIGIN = 'app://fieldhook';

/** What Chromium must know of it before it starts: a normal, secure place with fetch; no way around the page's own policy. */
export const APP_SCHEME = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** Whether an address is a page of ours; decided by parsing, since `app://fieldhook.evil` also begins like us. */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === APP_ORIGIN && url.username === '' && url.password === '';
}
