import { Radio } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { FlowChoice, ImportPlan } from '#shared/contract/webhook-file.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { ChangesTable } from './ChangesTable.tsx';
import { flowConsequence } from './flow-consequence.ts';
import classes from './import.module.css';

type Planned = ImportPlan['flows'][number];

const STATES = {
  new: 'New here',
  same: 'The same is here already',
  different: 'One of this name is here, and does something else',
};

/** One flow of the file: what differs from the one here, the choice, and what that would do. */
export function PlannedFlow({
  flow,
  chosen,
  onChoose,
}: {
  flow: Planned;
  /** What was chosen last. It shows at once; the rest follows with the next plan. */
  chosen: FlowChoice['action'] | undefined;
  onChoose: (choice: FlowChoice) => void;
}) {
  const { name, existing, state, action, becomes, changes, note } = flow;
  const choose = (wanted: string) => {
    if (wanted === 'replace')
      return existing && onChoose({ action: wanted, key: existing.key, version: existing.version });
    onChoose({ action: wanted === 'keep' || wanted === 'skip' ? wanted : 'create' });
  };
  const copy = action === 'create' ? ` “${becomes}”` : '';
  return (
    <li className={classes.card}>
      <div>
        <h2>
          <PlainText text={`Flow: ${name}`} />
        </h2>
        <p>{STATES[state]}</p>
      </div>
      {state !== 'same' && (
        <Radio.Group label={visibleText(`What to do with the flow ${name}`)} value={chosen ?? action} onChange={choose}>
          <div className={classes.choices}>
            {existing === null ? (
              <>
                <Radio value="create" label="Add it" />
                <Radio value="skip" label="Leave it out" />
              </>
            ) : (
              <>
                <Radio value="keep" label="Keep mine" />
                <Radio value="replace" label="Replace mine with a new version" />
                <Radio value="create" label={visibleText(`Add it as a copy${copy}`)} />
              </>
            )}
          </div>
        </Radio.Group>
      )}
      <p>
        <PlainText text={[flowConsequence(flow), note ?? ''].join(' ').trim()} />
      </p>
      <ChangesTable changes={changes} isCompared={existing !== null} />
    </li>
  );
}
