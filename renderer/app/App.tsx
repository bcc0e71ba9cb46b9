import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { useConnection } from '#renderer/door/connection.ts';
import { countAsIn } from '#renderer/ui/say-count.ts';
import { cssVariables, theme } from '#renderer/ui/theme.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { DropFiles } from './DropFiles.tsx';
import { Frame } from './frame/Frame.tsx';
import { useHashPath, useHashSearch } from './hash-location.ts';
import { Routes } from './Routes.tsx';
import { SignedOutPage } from './SignedOutPage.tsx';
import { Search } from './search/Search.tsx';
import { useLive } from './use-live.ts';

export function App({ cache }: { cache: QueryClient }) {
  const isSignedOut = useConnection(({ state }) => state === 'signed-out');
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={cache}>
        <Router hook={useHashPath} searchHook={useHashSearch}>
          {isSignedOut ? <SignedOutPage /> : <Screens />}
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Screens() {
  const retry = useLive();
  // Before anything below it is drawn; all of it is drawn again when the country changes.
  countAsIn(useBusiness().locale);
  return (
    <>
      <Frame onRetry={retry}>
        <Routes />
      </Frame>
      <Search />
      <DropFiles />
      <Notifications position="bottom-right" limit={3} autoClose={7000} containerWidth={380} />
    </>
  );
}
