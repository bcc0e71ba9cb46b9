import { Button, FileButton, Textarea } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { WEBHOOK_FILE_EXTENSION } from '#shared/contract/webhook-file.ts';
import { ImportFault } from './ImportFault.tsx';
import classes from './import.module.css';

/** What the engine reads at most; more is not even loaded. In bytes. */
const LARGEST = 5_000_000;

const FORM = `Name: 
User Ns: 
CRM Contact Id: 
Phone: $.phone
Email: $.email
Booking start (datetime) ← $.start
`;

/** Three ways in: choose a file, drop one anywhere on the page, or paste. */
export function ChooseFile({ isBusy, onText }: { isBusy: boolean; onText: (text: string) => void }) {
  const [pasted, setPasted] = useState('');
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
      <section className={classes.card}>
        <h2>Text</h2>
        <p>
          Paste a file, or the settings of a webhook from UChat, Flochat and the like: its name, the four paths, and a
          line for each custom field.
        </p>
        <Textarea
          label="Text to import"
          autosize
          minRows={7}
          maxRows={16}
          spellCheck={false}
          classNames={{ input: classes.code ?? '' }}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <div className={classes.actions}>
          <Button disabled={pasted.trim() === ''} loading={isBusy} onClick={() => onText(pasted)}>
            Show what it would do
          </Button>
          <Button variant="default" disabled={pasted !== ''} onClick={() => setPasted(FORM)}>
            Fill in an empty form
          </Button>
        </div>
      </section>
    </>
  );
}
