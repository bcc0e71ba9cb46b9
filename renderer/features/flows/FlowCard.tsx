import { ActionIcon, Anchor, Menu } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconPencil, IconPlayerPlay, IconTextSize, IconTrash } from '@tabler/icons-react';
import { Link } from 'wouter';
import { flowSentence, problemsSentence } from '#renderer/ui/flows/step-words.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { Flow } from '#shared/contract/flow.ts';
import type { FieldNames } from '#shared/flow/say-step.ts';
import classes from './flows.module.css';

/** One flow: its steps in a line, what starts it, who is in it, and what is wrong with it. */
export function FlowCard({
  flow,
  fieldNames,
  onOpen,
}: {
  flow: Flow;
  fieldNames: FieldNames;
  onOpen: (dialog: 'rename' | 'delete' | 'start') => void;
}) {
  const { key, name, steps, problems } = flow;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h2 className={classes.name}>
            <Link href={`/flows/${key}`}>
              <PlainText text={name} />
            </Link>
          </h2>
          <p className={classes.steps}>
            <PlainText text={flowSentence(steps, fieldNames)} />
          </p>
        </div>
        <FlowMenu flow={flow} onOpen={onOpen} />
      </div>
      <div className={classes.facts}>
        <UsedBy usedBy={flow.usedBy} />
        <span>{peopleIn(flow.running)}</span>
        {problems.length > 0 && (
          <span className={classes.problem}>
            <IconAlertTriangle size={15} aria-hidden />
            <PlainText text={problemsSentence(flow, fieldNames)} />
          </span>
        )}
      </div>
    </li>
  );
}

function FlowMenu({ flow, onOpen }: { flow: Flow; onOpen: (dialog: 'rename' | 'delete' | 'start') => void }) {
  return (
    <Menu width={210}>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${flow.name}`} size="lg">
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`/flows/${flow.key}`} leftSection={<IconPencil size={16} />}>
          Edit
        </Menu.Item>
        <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => onOpen('start')}>
          Start for a contact…
        </Menu.Item>
        <Menu.Item leftSection={<IconTextSize size={16} />} onClick={() => onOpen('rename')}>
          Rename…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item c="var(--fh-bad)" leftSection={<IconTrash size={16} />} onClick={() => onOpen('delete')}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function UsedBy({ usedBy }: Pick<Flow, 'usedBy'>) {
  if (usedBy.length === 0) return <span>No webhook starts it</span>;
  return (
    <span>
      Started by{' '}
      {usedBy.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Anchor component={Link} href={`/webhooks/${id}`} size="sm">
            <PlainText text={name} />
          </Anchor>
        </span>
      ))}
    </span>
  );
}

function peopleIn(running: number): string {
  if (running === 0) return 'Nobody in it now';
  return running === 1 ? '1 person in it now' : `${sayCount(running)} people in it now`;
}
