import { Button, FileInput, Group, Text, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useOpenImport } from '#renderer/door/mutations.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import type { ImportFile, OpenImport } from '#shared/contract/contact-import.ts';
import { ImportMapping } from './ImportMapping.tsx';
import classes from './import.module.css';

/** About what fits through the door as base64. */
const LARGEST = 4_400_000;

/** Brings contacts over from a spreadsheet or another program: choose the file, say where its columns go, try, import. */
export function ImportContactsPage() {
  const [file, setFile] = useState<ImportFile | null>(null);
  return (
    <Page
      title="Import contacts"
      back={{ href: '/contacts', label: 'Contacts' }}
      lead="From a CSV file, as spreadsheets and other programs save it. Nothing is written before you have seen what would happen."
    >
      {file === null ? (
        <ChooseFile onOpen={setFile} />
      ) : (
        <ImportMapping key={file.id} file={file} onAnother={() => setFile(null)} />
      )}
    </Page>
  );
}

function ChooseFile({ onOpen }: { onOpen: (file: ImportFile) => void }) {
  const [pasted, setPasted] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const open = useOpenImport();
  const send = (body: OpenImport) => {
    setFault(null);
    open.mutate({ body }, { onSuccess: onOpen, onError: ({ message }) => setFault(message) });
  };
  const choose = async (chosen: File | null) => {
    if (chosen === null) return;
    if (chosen.size === 0) setFault('This file is empty.');
    else if (chosen.size > LARGEST) setFault('This file is larger than 4.4 MB. Split it into several files.');
    else send({ base64: await base64Of(chosen) });
  };

  return (
    <div className={classes.choose}>
      {fault !== null && (
        <Notice tone="bad" isUrgent>
          {fault}
        </Notice>
      )}
      <FileInput
        label="CSV file"
        description="Up to 4.4 MB. The first row names the columns."
        placeholder="Choose a file"
        accept=".csv,.tsv,.txt,text/csv"
        leftSection={<IconUpload size={16} aria-hidden />}
        onChange={(chosen) => void choose(chosen)}
        clearable
      />
      <Textarea
        label="Or paste the rows"
        description="Cells copied from a spreadsheet work too."
        value={pasted}
        onChange={({ currentTarget }) => setPasted(currentTarget.value)}
        minRows={6}
        maxRows={14}
        autosize
      />
      <Group>
        <Button disabled={pasted.trim() === ''} loading={open.isPending} onClick={() => send({ text: pasted })}>
          Read rows
        </Button>
        {open.isPending && <Text role="status">Reading…</Text>}
      </Group>
    </div>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
