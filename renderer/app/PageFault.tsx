import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Page } from '#renderer/ui/Page.tsx';

/** Keeps a fault of one page on that page: the navigation stays usable, and going elsewhere clears it. */
export function PageFault({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  return <Boundary key={path}>{children}</Boundary>;
}

class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state: { failed: boolean } = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Page title="This page broke">
        <EmptyState
          title="Something went wrong on this page"
          text="Your webhooks keep working and nothing that was received is lost. Loading the page again usually helps."
          action={<Button onClick={() => location.reload()}>Load again</Button>}
        />
      </Page>
    );
  }
}
