import { useChannels } from '#renderer/door/queries.ts';
import { Announcer } from '#renderer/ui/announce.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ChannelAnswers } from './ChannelAnswers.tsx';
import { ChannelForm } from './ChannelForm.tsx';
import { ChannelSecrets } from './ChannelSecrets.tsx';
import { ChannelTest } from './ChannelTest.tsx';
import { OtherAccounts } from './OtherAccounts.tsx';

const BACK = { href: '/settings', label: 'Settings' };

/** One channel: what it sends with, whether it is live, and what holds it back. */
export function ChannelPage({ name }: { name: string }) {
  const channels = useChannels();
  const found = channels.data?.find(({ channel }) => channel === name);
  return (
    <Page title={found?.name ?? 'Channel'} back={BACK} lead={found?.sentence}>
      <Loaded query={channels} skeleton={<RowsSkeleton height={140} rows={3} />}>
        {() =>
          found === undefined ? (
            <EmptyState title="There is no such channel" text="Choose one in Settings." />
          ) : (
            <>
              <OtherAccounts channel={found} />
              <ChannelSecrets channel={found} />
              <ChannelForm saved={found} />
              <ChannelTest channel={found} />
              <ChannelAnswers channel={found} />
            </>
          )
        }
      </Loaded>
      <Announcer />
    </Page>
  );
}
