import { useHealth, useSettings } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { About } from './About.tsx';
import { Backups } from './Backups.tsx';
import { ChannelsSection } from './ChannelsSection.tsx';
import { OutagesSection } from './OutagesSection.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { TunnelTokenSection } from './TunnelTokenSection.tsx';

export function SettingsPage() {
  const settings = useSettings();
  const health = useHealth();
  return (
    <Page title="Settings" lead="About your business and how the outside world reaches this computer.">
      <Loaded query={settings} skeleton={<RowsSkeleton height={160} rows={3} />}>
        {(saved) => (
          <>
            <SettingsForm saved={saved} />
            <TunnelTokenSection saved={saved} />
          </>
        )}
      </Loaded>
      <OutagesSection />
      <ChannelsSection />
      <Backups />
      {health.data && <About health={health.data} />}
    </Page>
  );
}
