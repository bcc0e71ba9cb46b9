import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useHealth, useSettings } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { About } from './About.tsx';
import { Backups } from './Backups.tsx';
import { ChannelsSection } from './ChannelsSection.tsx';
import { OutagesSection } from './OutagesSection.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { Support } from './Support.tsx';
import { useSettingsDraft } from './settings-draft.ts';
import { TunnelTokenSection } from './TunnelTokenSection.tsx';

export function SettingsPage() {
  const { changes } = useSettingsDraft();
  const settings = useSettings();
  const health = useHealth();
  return (
    <Page
      title="Settings"
      lead="About your business and how the outside world reaches this computer."
      actions={
        <Button component={Link} href="/setup" variant="default">
          Go through the setup
        </Button>
      }
    >
      <Loaded query={settings} skeleton={<RowsSkeleton height={160} rows={3} />}>
        {(saved) => (
          <>
            <SettingsForm saved={saved} />
            <TunnelTokenSection provider={(changes.tunnel ?? saved.tunnel).provider} />
          </>
        )}
      </Loaded>
      <OutagesSection />
      <ChannelsSection />
      <Backups />
      <Support />
      {health.data && <About health={health.data} />}
    </Page>
  );
}
