import type { Session } from 'electron';
import { isOurPage } from './app-origin.ts';

/** The only thing a page of ours asks for: to put text on the clipboard when the person presses Copy. */
export function isAllowed(permission: string, page: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOurPage(page);
}

/** Without this Electron grants everything to everyone. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isAllowed(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
}
