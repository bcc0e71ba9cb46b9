import { NumberInput, Radio, Switch } from '@mantine/core';
import { type FlowConfig, LONGEST_COOL_DOWN_HOURS } from '#shared/contract/flow.ts';
import { flowDrafts } from './draft/flow-drafts.ts';
import { useFlowEditor } from './flow-context.tsx';
import classes from './flow-editor.module.css';

const LATE: Record<FlowConfig['late'], { label: string; description: string }> = {
  ask: { label: 'Ask me', description: 'The person waits, on top of the page Flows, until you decide.' },
  run: { label: 'Do it all the same', description: 'The flow goes on, late.' },
  skip: { label: 'Leave it out', description: 'What was to come is left out, up to the next wait.' },
};

/** What few flows need to change, folded. */
export function FlowSettings() {
  const { flow, draft } = useFlowEditor();
  const { coolDownHours, late, lateMinutes } = draft.config;
  const set = (label: string, change: Partial<FlowConfig>, join?: string) =>
    flowDrafts.edit(flow.key, {
      label,
      change: (config) => ({ ...config, ...change }),
      ...(join === undefined ? {} : { join }),
    });
  return (
    <details className={classes.fold}>
      <summary>More settings: how often, and what comes too late</summary>
      <div className={classes.folded}>
        <Switch
          label="Not again for the same person too soon"
          description="A second booking within this time does not start the flow again."
          checked={coolDownHours !== null}
          onChange={({ currentTarget }) => set('How often', { coolDownHours: currentTarget.checked ? 24 : null })}
        />
        {coolDownHours !== null && (
          <NumberInput
            label="Hours"
            w={120}
            min={1}
            max={LONGEST_COOL_DOWN_HOURS}
            allowDecimal={false}
            clampBehavior="strict"
            data-draft
            value={coolDownHours}
            onChange={(hours) =>
              typeof hours === 'number' && hours >= 1 && set('How often', { coolDownHours: hours }, 'cool-down')
            }
          />
        )}
        <Radio.Group
          label="When a step fell due while Fieldhook was not running"
          value={late}
          onChange={(chosen) => set('What comes too late', { late: chosen as FlowConfig['late'] })}
        >
          <div className={classes.choices}>
            {Object.entries(LATE).map(([value, words]) => (
              <Radio key={value} value={value} label={words.label} description={words.description} />
            ))}
          </div>
        </Radio.Group>
        <div className={classes.row}>
          <NumberInput
            label="Late means more than"
            w={160}
            min={1}
            max={10_080}
            allowDecimal={false}
            clampBehavior="strict"
            suffix=" minutes"
            data-draft
            value={lateMinutes}
            onChange={(minutes) =>
              typeof minutes === 'number' && minutes >= 1 && set('What is late', { lateMinutes: minutes }, 'late')
            }
          />
        </div>
      </div>
    </details>
  );
}
