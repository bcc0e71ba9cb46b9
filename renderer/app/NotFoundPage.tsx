import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Page } from '#renderer/ui/Page.tsx';

export function NotFoundPage() {
  return (
    <Page title="Nothing here">
      <EmptyState
        title="This page does not exist"
        text="The link may be old, or what it led to was deleted."
        action={
          <Button component={Link} href="/">
            Go to Webhooks
          </Button>
        }
      />
    </Page>
  );
}
