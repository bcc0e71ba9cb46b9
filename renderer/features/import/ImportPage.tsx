import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { z } from 'zod';
import { useImportWebhooks, usePlanImport } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { giveFiles, useGivenFiles } from '#renderer/ui/given-files.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { desktopShell } from '#renderer/ui/shell.ts';
import type { ImportPlan, ImportRequestSchema } from '#shared/contract/webhook-file.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { ImportFault } from './ImportFault.tsx';
import { ImportResult } from './ImportResult.tsx';
import classes from './import.module.css';
import { PlannedFlow } from './PlannedFlow.tsx';
import { PlannedNeeds } from './PlannedNeeds.tsx';
import { PlannedWebhook } from './PlannedWebhook.tsx';
import { readFile } from './read-file.ts';
import { forgetForm } from './settings-form/form-store.ts';
import { goToForm } from './settings-form/places.ts';
import { SettingsFormCard } from './settings-form/SettingsFormCard.tsx';

type Request = z.input<typeof ImportRequestSchema>;
/** What is imported: the text of a file, or a settings form. */
type Source = Pick<Request, 'text' | 'form'>;
type Choices = Required<NonNullable<Request['choices']>>;

const NOTHING_CHOSEN: Choices = { webhooks: {}, fields: {}, flows: {} };

/** A file or a settings form becomes a plan; the owner decides about each webhook, and then all of it is done at once, or nothing (EX2). */
export function ImportPage() {
  const [source, setSource] = useState<Source | null>(null);
  const [choices, setChoices] = useState(NOTHING_CHOSEN);
  // The plan stays while a choice has it made again: taking it away would take the focus and the place on the page too.
  const [shown, setShown] = useState<ImportPlan | null>(null);
  const plan = usePlanImport();
  const run = useImportWebhooks();
  /** Whether the last plan was that of a form. */
  const isForm = useRef(false);

  // One reason at a time: that of the file chosen last.
  const [unread, setUnread] = useState<string | null>(null);

  const look = (given: Source, chosen: Choices) => {
    setUnread(null);
    isForm.current = given.form !== undefined;
    setSource(given);
    setChoices(chosen);
    run.reset();
    // Of a file that is refused there is nothing to decide, and what was looked at before it is not meant any more.
    const onError = () => given !== source && setShown(null);
    plan.mutate({ body: { ...given, choices: chosen } }, { onSuccess: setShown, onError });
  };
  const again = () => {
    setSource(null);
    setShown(null);
    plan.reset();
    run.reset();
  };
  const refuse = (sentence: string) => {
    again();
    setUnread(sentence);
  };
  const lookAt = async (files: readonly File[]) => {
    const read = await readFile(files);
    if (read === null) return;
    if ('fault' in read) refuse(read.fault);
    else look({ text: read.text }, NOTHING_CHOSEN);
  };
  useGiven((files) => void lookAt(files), refuse);
  const done = () => {
    if (source?.form !== undefined) forgetForm();
    announce('Imported.');
  };
  const step = run.data ? 'done' : source === null || shown === null ? 'choose' : 'plan';
  const stepBefore = useRef(step);
  // What had the focus goes away with its step: it starts at the heading of the next one, or goes on in the form.
  useEffect(() => {
    if (stepBefore.current === step) return;
    if (stepBefore.current === 'plan' && step === 'choose' && isForm.current) goToForm();
    else document.querySelector('h1')?.focus();
    stepBefore.current = step;
  }, [step]);
  const written = shown === null ? '' : writtenWords(shown);
  const back = { href: '/', label: 'Webhooks' };

  if (run.data) {
    return (
      <Page title="Imported" back={back} lead="All of it is here. Everything is switched off until you switch it on.">
        <ImportResult imported={run.data} onAgain={again} />
      </Page>
    );
  }
  if (source === null || shown === null) {
    return (
      <Page
        title="Import webhooks"
        back={back}
        help="move"
        lead="From a file of another Fieldhook, or from the settings page of a chatbot platform. You see what would happen first."
      >
        {plan.error && <ImportFault error={plan.error} />}
        {unread !== null && <ImportFault error={{ message: unread, details: [] }} />}
        <ChooseFile isBusy={plan.isPending} onFile={(file) => void lookAt([file])} />
        <SettingsFormCard
          isBusy={plan.isPending}
          onForm={(form) => look({ form }, NOTHING_CHOSEN)}
          onText={(text) => look({ text }, NOTHING_CHOSEN)}
        />
      </Page>
    );
  }
  return (
    <Page title="What this import would do" back={back} help="move" lead="Nothing has been written yet.">
      {(plan.error ?? run.error) && <ImportFault error={(plan.error ?? run.error)!} />}
      <ul className={classes.list} aria-label="Webhooks in the file">
        {shown.webhooks.map((webhook, place) => (
          <PlannedWebhook
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the file is what names a webhook
            key={place}
            webhook={webhook}
            chosen={choices.webhooks?.[place]?.action}
            onChoose={(choice) => look(source, { ...choices, webhooks: { ...choices.webhooks, [place]: choice } })}
          />
        ))}
      </ul>
      {shown.flows.length > 0 && (
        <ul className={classes.list} aria-label="Flows in the file">
          {shown.flows.map((flow) => (
            <PlannedFlow
              key={flow.key}
              flow={flow}
              chosen={choices.flows?.[flow.key]?.action}
              onChoose={(choice) => look(source, { ...choices, flows: { ...choices.flows, [flow.key]: choice } })}
            />
          ))}
        </ul>
      )}
      <PlannedNeeds
        fields={shown.fields}
        onField={(key, to) => look(source, { ...choices, fields: { ...choices.fields, [key]: to } })}
      />
      <div className={classes.actions}>
        <Button
          disabled={written === '' || !plan.isSuccess}
          loading={run.isPending}
          onClick={() => run.mutate({ body: { ...source, choices } }, { onSuccess: done })}
        >
          {written === '' ? 'Nothing to import' : `Import ${written}`}
        </Button>
        <Button variant="default" onClick={again}>
          {source.form === undefined ? 'Choose something else' : 'Back to the form'}
        </Button>
      </div>
    </Page>
  );
}

/** Hears of each file that is dropped onto the window, or opened with the desktop app. */
function useGiven(onFiles: (files: readonly File[]) => void, onFault: (sentence: string) => void): void {
  const files = useGivenFiles('webhooks');
  const [, navigate] = useLocation();
  const isOpened = new URLSearchParams(useSearch()).has('file');
  const look = useEffectEvent(onFiles);
  const takeOpened = useEffectEvent(async () => {
    navigate('/import', { replace: true });
    const opened = (await desktopShell()?.takeFile()) ?? null;
    if (opened === null) return;
    if ('fault' in opened) onFault(opened.fault);
    else onFiles([new File([opened.text], opened.name)]);
  });
  useEffect(() => {
    if (files === null) return;
    giveFiles(null);
    look(files);
  }, [files]);
  useEffect(() => {
    if (isOpened) void takeOpened();
  }, [isOpened]);
}

/** `1 webhook and 2 flows`; empty where nothing is written. */
function writtenWords({ webhooks, flows }: ImportPlan): string {
  const counts = [
    [webhooks.filter(({ action }) => action !== 'skip').length, 'webhook'] as const,
    [flows.filter(({ action }) => action === 'create' || action === 'replace').length, 'flow'] as const,
  ];
  return counts
    .flatMap(([count, noun]) => (count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`]))
    .join(' and ');
}
