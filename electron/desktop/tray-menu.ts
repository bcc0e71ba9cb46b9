import type { MenuItemConstructorOptions } from 'electron';
import type { Health } from '#shared/contract/health.ts';
import { assertNever } from '#shared/errors.ts';

export interface TrayActions {
  open(): void;
  pause(isPaused: boolean): void;
  lookForUpdates(): void;
  quit(): void;
  /** Null where the system does not let us begin with it. */
  startAtLogin: { isOn(): boolean; set(isOn: boolean): void } | null;
}

/** Whether requests arrive, in a few words. */
export function trayStatus({ receiver, intake, isProcessing, tunnel }: Health): string {
  if (!receiver.listening) return 'Not listening: no request can arrive';
  if (intake.reason === 'paused') return 'Paused: no requests are taken';
  if (intake.state === 'holding') return 'Not accepting requests: open Fieldhook';
  if (!isProcessing) return 'Requests are stored, but not worked on';
  switch (tunnel.state) {
    case 'off':
      return 'Receiving on this computer only';
    case 'starting':
      return 'The public address is being opened';
    case 'ready':
      return 'Receiving at the public address';
    case 'retrying':
      return 'The public address cannot be reached';
    case 'alarm':
      return 'Somebody else answers at the public address';
    default:
      return assertNever(tunnel.state);
  }
}

/** The menu of the tray icon; without health, before the first answer. */
export function trayMenu(health: Health | null, actions: TrayActions): MenuItemConstructorOptions[] {
  const { startAtLogin } = actions;
  const isPaused = health?.intake.reason === 'paused';
  return [
    { label: health === null ? 'Fieldhook is starting' : trayStatus(health), enabled: false },
    { type: 'separator' },
    { label: 'Open Fieldhook', click: () => actions.open() },
    {
      label: isPaused ? 'Resume receiving' : 'Pause receiving',
      enabled: health !== null,
      click: () => actions.pause(!isPaused),
    },
    ...(startAtLogin === null
      ? []
      : [
          {
            label: 'Start with the computer',
            type: 'checkbox' as const,
            checked: startAtLogin.isOn(),
            // The system turns the mark itself.
            click: () => startAtLogin.set(!startAtLogin.isOn()),
          },
        ]),
    { label: 'Look for updates…', click: () => actions.lookForUpdates() },
    { type: 'separator' },
    { label: 'Quit Fieldhook', click: () => actions.quit() },
  ];
}
