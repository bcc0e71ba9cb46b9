import { app, BrowserWindow, protocol } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from '#desktop/app-origin.ts';
import { windowPreferences } from '#desktop/window-preferences.ts';

// The smallest desktop app there can be: one window with one line in it. What it needs under the stand-in is no work of ours.
protocol.registerSchemesAsPrivileged([APP_SCHEME]);
app.enableSandbox();
await app.whenReady();
protocol.handle(APP_SCHEME.scheme, () => new Response('<h1>Here</h1>', { headers: { 'content-type': 'text/html' } }));
const { preload: _, ...preferences } = windowPreferences('', false);
void new BrowserWindow({ webPreferences: preferences }).loadURL(`${APP_ORIGIN}/`);
process.once('SIGTERM', () => app.exit(0));
