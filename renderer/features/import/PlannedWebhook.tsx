import { Radio } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { FailingTests } from '#renderer/ui/webhook-tests/FailingTests.tsx';
import { sayPassing } from '#renderer/ui/webhook-tests/test-words.ts';
import type { ImportPlan, WebhookChoice } from '#shared/contract/webhook-file.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { ChangesTable } from './ChangesTable.tsx';
import classes from './import.module.css';

type Planned = ImportPlan['webhooks'][number];

const STATES = {
  new: 'New here',
  same: 'The same is here already',
  different: 'One of this name is here, with other settings',
};

/** One webhook of the file: what differs from the one here, what its sample would do, and the choice. */
export function PlannedWebhook({
  webhook,
  chosen,
  onChoose,
}: {
  webhook: Planned;
  /** What was chosen last. It shows at once; the rest follows with the next plan. */
  chosen: WebhookChoice['action'] | undefined;
  onChoose: (choice: WebhookChoice) => void;
}) {
  const { existing, action } = webhook;
  const choose = (wanted: string) => {
    if (wanted === 'replace')
      return existing && onChoose({ action: wanted, id: existing.id, version: existing.version });
    onChoose({ action: wanted === 'skip' ? 'skip' : 'create' });
  };
  return (
    <li className={classes.card}>
      <div>
        <h2>
          <PlainText text={webhook.name} />
        </h2>
        <p>{STATES[webhook.state]}</p>
      </div>
      <Radio.Group label={visibleText(`What to do with ${webhook.name}`)} value={chosen ?? action} onChange={choose}>
        <div className={classes.choices}>
          <Radio
            value="create"
            label={action === 'create' ? visibleText(`Make it as “${webhook.becomes}”`) : 'Make it as a new one'}
          />
          {existing && <Radio value="replace" label={visibleText(`Replace the settings of “${existing.name}”`)} />}
          <Radio value="skip" label="Leave it out" />
        </div>
      </Radio.Group>
      {action === 'replace' && <p>It keeps its address and its log, and is switched off.</p>}
      <ChangesTable changes={webhook.changes} isCompared={existing !== null} />
      {webhook.needsSecret && action !== 'skip' && (
        <p>
          Its sender proves itself with a secret. Secrets are never in a file: enter it again before you switch it on.
        </p>
      )}
      {webhook.tests !== null && webhook.tests.length > 0 && <PlannedTests tests={webhook.tests} />}
      {webhook.dryRun && (
        <div>
          <h3>With the sample in the file</h3>
          <p>
            <PlainText text={sayPhonesIn(webhook.dryRun.sentence)} />
          </p>
          <ul>
            {webhook.dryRun.fields.map(({ name, sentence }) => (
              <li key={name}>
                <PlainText text={`${name}: ${sentence}`} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}

/** How the file’s own tests end here, before anything is written. */
function PlannedTests({ tests }: { tests: NonNullable<Planned['tests']> }) {
  return (
    <div>
      <h3>The file’s own tests</h3>
      <p>{sayPassing(tests.map(({ result }) => result))}</p>
      <FailingTests tests={tests} />
    </div>
  );
}
