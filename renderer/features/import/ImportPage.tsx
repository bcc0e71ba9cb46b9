import { Button } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { useImportWebhooks, usePlanImport } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import type { ImportPlan, ImportRequestSchema } from '#shared/contract/webhook-file.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { ImportFault } from './ImportFault.tsx';
import { ImportResult } from './ImportResult.tsx';
import classes from './import.module.css';
import { PlannedNeeds } from './PlannedNeeds.tsx';
import { PlannedWebhook } from './PlannedWebhook.tsx';

type Request = z.input<typeof ImportRequestSchema>;
type Choices = Required<NonNullable<Request['choices']>>;

const NOTHING_CHOSEN: Choices = { webhooks: {}, fields: {} };

/** A file or a settings form becomes a plan; the owner decides about each webhook, and then all of it is done at once, or nothing (EX2). */
export function ImportPage() {
  const [text, setText] = useState<string | null>(null);
  const [choices, setChoices] = useState(NOTHING_CHOSEN);
  // The plan stays while a choice has it made again: taking it away would take the focus and the place on the page too.
  const [shown, setShown] = useState<ImportPlan | null>(null);
  const plan = usePlanImport();
  const run = useImportWebhooks();

  const look = (source: string, chosen: Choices) => {
    setText(source);
    setChoices(chosen);
    run.reset();
    plan.mutate({ body: { text: source, choices: chosen } }, { onSuccess: setShown });
  };
  const again = () => {
    setText(null);
    setShown(null);
    plan.reset();
    run.reset();
  };
  const count = shown?.webhooks.filter(({ action }) => action !== 'skip').length ?? 0;
  const back = { href: '/', label: 'Webhooks' };

  if (run.data) {
    return (
      <Page title="Imported" back={back} lead="All of it is here. Everything is switched off until you switch it on.">
        <ImportResult imported={run.data} onAgain={again} />
      </Page>
    );
  }
  if (text === null || shown === null) {
    return (
      <Page
        title="Import webhooks"
        back={back}
        help="move"
        lead="From a file of another Fieldhook, or from the settings page of a chatbot platform. You see what would happen first."
      >
        {plan.error && <ImportFault error={plan.error} />}
        <ChooseFile isBusy={plan.isPending} onText={(source) => look(source, NOTHING_CHOSEN)} />
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
            onChoose={(choice) => look(text, { ...choices, webhooks: { ...choices.webhooks, [place]: choice } })}
          />
        ))}
      </ul>
      <PlannedNeeds
        fields={shown.fields}
        flows={shown.flows}
        onField={(key, to) => look(text, { ...choices, fields: { ...choices.fields, [key]: to } })}
      />
      <div className={classes.actions}>
        <Button
          disabled={count === 0 || !plan.isSuccess}
          loading={run.isPending}
          onClick={() => run.mutate({ body: { text, choices } }, { onSuccess: () => announce('Imported.') })}
        >
          {count === 0 ? 'Nothing to import' : `Import ${count} ${count === 1 ? 'webhook' : 'webhooks'}`}
        </Button>
        <Button variant="default" onClick={again}>
          Choose something else
        </Button>
      </div>
    </Page>
  );
}
