import { contextBridge, ipcRenderer } from 'electron';

// Everything else the page does goes through app://fieldhook/api, like any other client of the door.
contextBridge.exposeInMainWorld('fieldhookShell', {
  tellUnsaved: (kind: string, names: string[]): Promise<void> => ipcRenderer.invoke('tell-unsaved', kind, names),
  takeFile: (): Promise<unknown> => ipcRenderer.invoke('take-file'),
});
