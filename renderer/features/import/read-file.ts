import { WEBHOOK_FILE_BYTES } from '#shared/contract/webhook-file.ts';

/** The text of a file of webhooks, or why what was given is none that could be looked at; null where nothing was given. */
export async function readFile(files: readonly File[]): Promise<{ text: string } | { fault: string } | null> {
  const [file] = files;
  if (file === undefined) return null;
  if (files.length > 1)
    return { fault: `These are ${files.length} files. Drop one at a time; one file can hold several webhooks.` };
  if (file.size > WEBHOOK_FILE_BYTES) return { fault: 'This file is larger than 5 MB, so it is no file of webhooks.' };
  const text = await file.text().catch(() => null);
  if (text === null) return { fault: 'This cannot be read. A folder is no file of webhooks: choose the file in it.' };
  // As in pictures, archives and programs.
  if (text.includes('\0')) return { fault: 'This is no text, so it is no file of webhooks. Theirs end in .fieldhook.' };
  return { text };
}
