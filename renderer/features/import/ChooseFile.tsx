import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import { WEBHOOK_FILE_EXTENSION } from '#shared/contract/webhook-file.ts';
import classes from './import.module.css';

/** What the engine reads at most; more is not even loaded. In bytes. */
const LARGEST = 5_000_000;

/** Words that are dragged, into a box say, are the browser's business. */
const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A file of webhooks, chosen or dropped anywhere on the page. */
export function ChooseFile({
  isBusy,
  onText,
  onFault,
}: {
  isBusy: boolean;
  onText: (text: string) => void;
  /** Why a file is none that could be looked at. */
  onFault: (sentence: string) => void;
}) {
  const read = async (files: readonly File[]) => {
    const [file] = files;
    if (file === undefined) return;
    if (files.length > 1)
      return onFault(`These are ${files.length} files. Drop one at a time; one file can hold several webhooks.`);
    if (file.size > LARGEST) return onFault('This file is larger than 5 MB, so it is no file of webhooks.');
    const text = await file.text().catch(() => null);
    if (text === null) return onFault('This cannot be read. A folder is no file of webhooks: choose the file in it.');
    // As in pictures, archives and programs.
    if (text.includes('\0')) return onFault('This is no text, so it is no file of webhooks. Theirs end in .fieldhook.');
    onText(text);
  };
  const onDrop = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    void read([...(event.dataTransfer?.files ?? [])]);
  });
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => onDrop(event);
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, []);

  return (
    <section className={classes.card}>
      <h2>A file</h2>
      <p>Choose a .fieldhook file, or drop it anywhere on this page.</p>
      <FileButton
        accept={`.${WEBHOOK_FILE_EXTENSION},.json,application/json`}
        onChange={(file) => void read(file === null ? [] : [file])}
      >
        {(props) => (
          <Button {...props} loading={isBusy} leftSection={<IconFileImport size={16} aria-hidden />}>
            Choose a file
          </Button>
        )}
      </FileButton>
    </section>
  );
}
