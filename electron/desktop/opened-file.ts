import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { WEBHOOK_FILE_BYTES, WEBHOOK_FILE_EXTENSION } from '#shared/contract/webhook-file.ts';

/** Where the page asks for the file that was opened. */
export const OPENED_FILE_PLACE = '/import?file';

/** A file of webhooks that somebody opened with Fieldhook, or why it cannot be read. */
export type OpenedFile = { name: string; text: string } | { fault: string };

export interface OpenedFiles {
  /** This one was opened last: it is looked at, and nothing of it is imported before the owner says so. */
  offer(path: string): void;
  /** Reads it, once; null when there is none. */
  take(): Promise<OpenedFile | null>;
}

/** The first file of webhooks that a command line names, as the system writes it on a double-click; `folder` is where that was. */
export function fileOfArguments(args: readonly string[], folder: string): string | null {
  const isFile = (arg: string) => !arg.startsWith('-') && arg.toLowerCase().endsWith(`.${WEBHOOK_FILE_EXTENSION}`);
  const named = args.slice(0, 100).find(isFile);
  return named === undefined ? null : resolve(folder, named);
}

export function createOpenedFiles(): OpenedFiles {
  let last: string | null = null;
  return {
    offer(path) {
      last = path;
    },
    async take() {
      const path = last;
      last = null;
      return path === null ? null : read(path);
    },
  };
}

async function read(path: string): Promise<OpenedFile> {
  try {
    const { size } = await stat(path).then((file) => (file.isFile() ? file : Promise.reject(new Error('Not a file.'))));
    if (size > WEBHOOK_FILE_BYTES) return { fault: 'This file is larger than 5 MB, so it is no file of webhooks.' };
    return { name: basename(path), text: await readFile(path, 'utf8') };
  } catch {
    return { fault: 'This file cannot be read: it is not there any more, or this computer keeps it from Fieldhook.' };
  }
}
