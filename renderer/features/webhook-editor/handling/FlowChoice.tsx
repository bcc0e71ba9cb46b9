import { Anchor, Button, Select, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useFlows } from '#renderer/door/queries.ts';
import { CreateFlowDialog } from '#renderer/ui/flows/CreateFlowDialog.tsx';
import { flowSentence } from '#renderer/ui/flows/step-words.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { FlowDrift } from '../drift/FlowDrift.tsx';
import { useEditor } from '../editor-context.tsx';
import classes from './handling.module.css';

/** No flow: the request is filed and nothing is sent. A text that no key of a flow can be. */
const NONE = '-';

/** The flow that a request starts: chosen, or made without leaving. */
export function FlowChoice({ set }: { set: (label: string, change: Partial<WebhookConfig>) => void }) {
  const { draft, fieldNames } = useEditor();
  const flows = useFlows();
  const [isCreating, setCreating] = useState(false);
  const { flow, holdOnDrift } = draft.config;
  const list = flows.data ?? [];
  const chosen = list.find(({ key }) => key === flow);
  const choose = (key: string | null, name: string) => set(`Flow to send: ${name}`, { flow: key });
  return (
    <div className={classes.wide}>
      <div className={classes.flow}>
        <Select
          label="Flow to send"
          data={[
            { value: NONE, label: 'None: file the request, send nothing' },
            ...list.map(({ key, name }) => ({ value: key, label: visibleText(name) })),
            ...(flow === null || chosen || flows.data === undefined
              ? []
              : [{ value: flow, label: `${flow} (deleted)` }]),
          ]}
          searchable={list.length > 8}
          value={flow ?? NONE}
          onChange={(key) => key !== null && choose(key === NONE ? null : key, labelOf(key, list))}
        />
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
          New flow
        </Button>
      </div>
      <p className={classes.flowWords}>
        {flow === null && 'The messages and other steps that follow a request.'}
        {chosen && (
          <>
            {flowSentence(chosen.steps, fieldNames)}{' '}
            <Anchor component={Link} href={`/flows/${chosen.key}`} size="xs" underline="always">
              {chosen.steps.length === 0 ? 'Add its steps' : 'Edit the flow'}
            </Anchor>
          </>
        )}
        {flow !== null && !chosen && flows.data !== undefined && (
          <span className={classes.gap}>This flow was deleted. Choose another one.</span>
        )}
      </p>
      <FlowDrift />
      {flow !== null && (
        <Switch
          mt="sm"
          label="Hold messages when the sender changes something"
          description="When a row, or a place of the request, stops having what it always had, the messages of the flow that depend on it wait for you in the Outbox. They would speak of an earlier request, or say something else. The other messages go out."
          checked={holdOnDrift}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            set(
              checked
                ? 'Messages wait when the sender changes something'
                : 'Messages go out whatever the sender changes',
              {
                holdOnDrift: checked,
              },
            );
          }}
        />
      )}
      <CreateFlowDialog
        isOpen={isCreating}
        onClose={() => setCreating(false)}
        onMade={({ key, name }) => {
          setCreating(false);
          choose(key, name);
        }}
      />
    </div>
  );
}

function labelOf(key: string, flows: readonly { key: string; name: string }[]): string {
  return key === NONE ? 'none' : (flows.find((flow) => flow.key === key)?.name ?? key);
}
