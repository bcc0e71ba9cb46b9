import { Tabs } from '@mantine/core';
import { useLocation, useSearch } from 'wouter';
import { useOpenConflicts } from '#renderer/door/queries.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { ConflictList } from './ConflictList.tsx';
import classes from './conflicts.module.css';
import { RememberedList } from './RememberedList.tsx';

const VIEWS = ['open', 'decided', 'remembered'] as const;

/** Requests that name different people: those that wait, those that were decided, and what is remembered of it. */
export function ConflictsPage() {
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('show');
  const view = VIEWS.find((one) => one === asked) ?? 'open';
  const { data: open = 0 } = useOpenConflicts();
  return (
    <Page
      title="Conflicts"
      help="conflicts"
      lead="Requests whose identifiers belong to different people. Nothing is written until you say whom they are about."
    >
      <Tabs
        value={view}
        onChange={(next) => navigate(next === 'open' ? '/conflicts' : `/conflicts?show=${next}`, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="open">Waiting{open > 0 ? ` (${open < 100 ? open : '99+'})` : ''}</Tabs.Tab>
          <Tabs.Tab value="decided">Decided</Tabs.Tab>
          <Tabs.Tab value="remembered">Remembered</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="open">
          <ConflictList status="open" />
        </Tabs.Panel>
        <Tabs.Panel value="decided">
          <ConflictList status="decided" />
        </Tabs.Panel>
        <Tabs.Panel value="remembered">
          <RememberedList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
