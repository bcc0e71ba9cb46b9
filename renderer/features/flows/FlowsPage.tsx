import { Button } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useFields, useFlows } from '#renderer/door/queries.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { CreateFlowDialog } from '#renderer/ui/flows/CreateFlowDialog.tsx';
import { StartFlowDialog } from '#renderer/ui/flows/StartFlowDialog.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { useWish } from '#renderer/ui/use-wish.ts';
import type { Flow } from '#shared/contract/flow.ts';
import { DeleteFlowDialog } from './DeleteFlowDialog.tsx';
import { FlowCard } from './FlowCard.tsx';
import classes from './flows.module.css';
import { RenameFlowDialog } from './RenameFlowDialog.tsx';
import { WaitingPeople } from './WaitingPeople.tsx';

type Open = { dialog: 'create' } | { dialog: 'rename' | 'delete' | 'start'; flow: Flow } | null;

/** Flows: what happens after a booking, step by step. */
export function FlowsPage() {
  const flows = useFlows();
  const fields = useFields();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<Open>(null);
  useWish('new', () => setOpen({ dialog: 'create' }));
  const close = () => setOpen(null);
  const fieldNames = useMemo(() => new Map((fields.data ?? []).map(({ key, name }) => [key, name])), [fields.data]);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ dialog: 'create' })}>
      New flow
    </Button>
  );
  const flowOf = (dialog: 'rename' | 'delete') => (open?.dialog === dialog ? open.flow : null);
  return (
    <Page
      title="Flows"
      help="flow"
      lead="What happens once somebody has booked: messages, reminders, tags. A webhook starts a flow, or you do."
      actions={flows.data?.length !== 0 && create}
    >
      <WaitingPeople />
      <Loaded query={flows} skeleton={<RowsSkeleton height={84} rows={3} />}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              icon={<IconRoute aria-hidden />}
              title="No flows yet"
              text="A flow is a list of steps: send an SMS, wait until the day before, send a reminder. Nothing is really sent until you switch a channel to live."
              action={create}
            />
          ) : (
            <ul className={classes.list} aria-label="Flows">
              {list.map((flow) => (
                <FlowCard
                  key={flow.key}
                  flow={flow}
                  fieldNames={fieldNames}
                  onOpen={(dialog) => setOpen({ dialog, flow })}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <CreateFlowDialog
        isOpen={open?.dialog === 'create'}
        onClose={close}
        onMade={({ key }) => navigate(`/flows/${key}`)}
      />
      <RenameFlowDialog flow={flowOf('rename')} onClose={close} />
      <DeleteFlowDialog flow={flowOf('delete')} onClose={close} />
      {open?.dialog === 'start' && <StartFlowDialog flow={open.flow} isOpen onClose={close} />}
    </Page>
  );
}
