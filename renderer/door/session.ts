const TOKEN_IN_ADDRESS = '#t=';

/**
 * Signs this browser in before anything else is asked of the engine. The address that Fieldhook prints carries its secret behind the `#`, where no
 * server, log or referrer sees it; it is taken out of the address bar at once. `needs-token`: this browser is not signed in and the address brought no (right) secret.
 */
export async function ensureSession(): Promise<'ready' | 'needs-token'> {
  // The printed address pasted into an open tab only changes the fragment: start over with it.
  window.addEventListener('hashchange', () => {
    if (location.hash.startsWith(TOKEN_IN_ADDRESS)) location.reload();
  });
  const token = takeToken();
  if (token !== null && (await signIn(token))) return 'ready';
  return (await isSignedIn()) ? 'ready' : 'needs-token';
}

function takeToken(): string | null {
  if (!location.hash.startsWith(TOKEN_IN_ADDRESS)) return null;
  const token = location.hash.slice(TOKEN_IN_ADDRESS.length);
  history.replaceState(null, '', `${location.pathname}#/`);
  return token;
}

async function signIn(token: string): Promise<boolean> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-fieldhook-csrf': '1' },
    body: JSON.stringify({ token }),
  });
  return answer.ok;
}

async function isSignedIn(): Promise<boolean> {
  const answer = await fetch('/session');
  if (!answer.ok) return false;
  const { signedIn } = (await answer.json()) as { signedIn: boolean };
  return signedIn;
}
