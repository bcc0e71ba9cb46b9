import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { WEBHOOK_FILE_EXTENSION } from '#shared/contract/webhook-file.ts';
import { ImportFault } from './ImportFault.tsx';
import classes from './import.module.css';

/** What the engine reads at most; more is not even loaded. In bytes. */
const LARGEST = 5_000_000;

/** A file of webhooks, chosen or dropped anywhere on the page. */
export function ChooseFile({ isBusy, onText }: { isBusy: boolean; onText: (text: string) => void }) {
  const [fault, setFault] = useState<string | null>(null);

  const read = async (file: File | null | undefined) => {
    if (!file) return;
    if (file.size > LARGEST) return setFault('This file is larger than 5 MB, so it is no file of webhooks.');
    setFault(null);
    onText(await file.text());
  };
  const onDrop = useEffectEvent((event: DragEvent) => {
    event.preventDefault();
    void read(event.dataTransfer?.files[0]);
  });
  useEffect(() => {
    const allow = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => onDrop(event);
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, []);

  return (
    <>
      {fault !== null && <ImportFault error={{ message: fault, details: [] }} />}
      <section className={classes.card}>
        <h2>A file</h2>
        <p>Choose a .fieldhook file, or drop it anywhere on this page.</p>
        <FileButton accept={`.${WEBHOOK_FILE_EXTENSION},.json,application/json`} onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} loading={isBusy} leftSection={<IconFileImport size={16} aria-hidden />}>
              Choose a file
            </Button>
          )}
        </FileButton>
      </section>
    </>
  );
}
