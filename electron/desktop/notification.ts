import { app, Notification } from 'electron';

/** Electron forgets one that nobody holds, and then hears no click on it. Of older ones that is no loss. */
const MOST_HELD = 50;
const held: Notification[] = [];

/** A click on it shows the window. False where the system shows no notifications. */
export function showNotification(title: string, body: string): boolean {
  if (!Notification.isSupported()) return false;
  const notification = new Notification({ title, body });
  // As a click on the icon of the app does.
  notification.on('click', () => app.emit('activate'));
  held.push(notification);
  if (held.length > MOST_HELD) held.shift();
  notification.show();
  return true;
}
