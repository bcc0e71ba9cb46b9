import { Button, FileInput, Group, Text, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { DoorError } from '#renderer/door/client.ts';
import { useOpenImport } from '#renderer/door/mutations.ts';
import { useHeldImports } from '#renderer/door/queries.ts';
import { giveFiles, useGivenFiles } from '#renderer/ui/given-files.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { formatBytes } from '#renderer/ui/time/format-time.ts';
import type { HeldImport, ImportFile, OpenImport } from '#shared/contract/contact-import.ts';
import { ImportMapping } from './ImportMapping.tsx';
import classes from './import.module.css';
import { PastImports } from './PastImports.tsx';

const PATH = '/contacts/import';
/** About what fits through the door as base64. */
const LARGEST = 4_400_000;

/** What the page is about: a file that was chosen here, or (`before`) an import that was begun earlier or in another window. */
interface Shown {
  file: ImportFile;
  before: HeldImport | null;
}

/** Brings contacts over from a spreadsheet or another program: choose the file, say where its columns go, try, import. */
export function ImportContactsPage() {
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('file');
  const held = useHeldImports();
  const [shown, setShown] = useState<Shown | 'another' | null>(null);
  // The address keeps which file it is about, so that a reload finds it again.
  const show = (next: Shown) => {
    setShown(next);
    navigate(`${PATH}?file=${encodeURIComponent(next.file.id)}`, { replace: true });
  };
  const again = held.data?.find(({ file, state }) => file.id === asked || state.state === 'running');
  const adopt = useEffectEvent(show);
  useEffect(() => {
    if (shown === null && again) adopt({ file: again.file, before: again });
  }, [shown, again]);
  const another = () => {
    setShown('another');
    navigate(PATH, { replace: true });
  };
  const isGiven = useGivenFiles('contacts') !== null;
  const makeRoom = useEffectEvent(another);
  useEffect(() => {
    if (isGiven) makeRoom();
  }, [isGiven]);
  return (
    <Page
      title="Import contacts"
      help="contacts"
      back={{ href: '/contacts', label: 'Contacts' }}
      lead="From a CSV file, as spreadsheets and other programs save it. Nothing is written before you have seen what would happen."
    >
      {shown !== null && shown !== 'another' ? (
        <ImportMapping key={shown.file.id} {...shown} onAnother={another} />
      ) : (
        <Loaded query={held}>
          {() => (
            <ChooseFile
              onOpen={(file) => show({ file, before: null })}
              onBusy={() => void held.refetch().then(() => setShown(null))}
            />
          )}
        </Loaded>
      )}
      <PastImports />
    </Page>
  );
}

/** `onBusy`: another file is being imported, from another window perhaps. */
function ChooseFile({ onOpen, onBusy }: { onOpen: (file: ImportFile) => void; onBusy: () => void }) {
  const [pasted, setPasted] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const open = useOpenImport();
  const send = (body: OpenImport) => {
    setFault(null);
    const onError = ({ code, message }: DoorError) => {
      setFault(message);
      if (code === 'IMPORT_RUNNING') onBusy();
    };
    open.mutate({ body }, { onSuccess: onOpen, onError });
  };
  const choose = async (chosen: File | null) => {
    if (chosen === null) return;
    if (chosen.size === 0) return setFault('This file is empty.');
    if (chosen.size > LARGEST)
      return setFault(`This file is larger than ${formatBytes(LARGEST)}. Split it into several files.`);
    const base64 = await base64Of(chosen).catch(() => null);
    if (base64 === null) setFault('This cannot be read. A folder is no file: choose the file in it.');
    else send({ base64 });
  };
  const given = useGivenFiles('contacts');
  const takeGiven = useEffectEvent((files: readonly File[]) => {
    giveFiles(null);
    if (files.length > 1) setFault(`These are ${files.length} files. Drop one at a time.`);
    else void choose(files[0] ?? null);
  });
  useEffect(() => {
    if (given !== null) takeGiven(given);
  }, [given]);

  return (
    <div className={classes.choose}>
      {fault !== null && (
        <Notice tone="bad" isUrgent>
          {fault}
        </Notice>
      )}
      <FileInput
        label="CSV file"
        description={`Choose it, or drop it onto the window. Up to ${formatBytes(LARGEST)}; the first row names the columns.`}
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
