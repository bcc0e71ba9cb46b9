const TOKEN = /^[A-Za-z0-9_-]{32}$/;
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/**
 * Takes `/h/:token?query` apart, exactly as sent: nothing is decoded, so nothing that only looks like a token becomes one (CORPUS P1–P7).
 * The host of an absolute address is not looked at (H28).
 */
export function readAddress(url: string): { token: string | null; query: string } {
  const target = url.startsWith('/') ? url : url.replace(ABSOLUTE, '');
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark + 1);
  const token = path.startsWith('/h/') ? path.slice(3) : '';
  return { token: TOKEN.test(token) ? token : null, query };
}
