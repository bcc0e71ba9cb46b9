const VIEWS = ['webhooks', 'log', 'contacts', 'conflicts', 'fields', 'flows', 'outbox', 'settings'];
const WITH_ENTRIES = ['webhooks', 'log', 'contacts', 'conflicts', 'flows', 'outbox'];
/** Ids are opaque: made by us, looked up by the screen, never run or loaded. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;
const LONGEST = 200;

/** The scheme of links into the app. */
export const LINK_SCHEME = 'fieldhook';

/**
 * The place in the screens that `fieldhook://open/VIEW` or `fieldhook://open/VIEW/ID` names, e.g. `/log/dlv_1`; null for everything else. Anybody can make
 * somebody click such a link, so it only ever shows a screen: nothing is imported, loaded, configured or done by it.
 */
export function placeOfLink(link: string): string | null {
  if (link.length > LONGEST || !link.startsWith(`${LINK_SCHEME}://open/`)) return null;
  const [view = '', id, ...more] = link.slice(`${LINK_SCHEME}://open/`.length).split('/');
  if (more.length > 0 || !VIEWS.includes(view)) return null;
  const path = view === 'webhooks' && id === undefined ? '/' : `/${view}`;
  if (id === undefined) return path;
  return WITH_ENTRIES.includes(view) && ID.test(id) ? `${path}/${id}` : null;
}

/** The first place that a command line asks for; everything else in it is somebody’s and ignored. */
export function placeOfArguments(args: readonly string[]): string | null {
  for (const arg of args.slice(0, 100)) {
    const place = placeOfLink(arg);
    if (place !== null) return place;
  }
  return null;
}
