import { Notification } from 'electron';

/** False where the system shows no notifications. */
export function showNotification(title: string, body: string): boolean {
  if (!Notification.isSupported()) return false;
  new Notification({ title, body }).show();
  return true;
}
