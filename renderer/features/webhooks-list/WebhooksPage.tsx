import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { useWebhooks } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { useWish } from '#renderer/ui/use-wish.ts';
import { AddressChanges } from './AddressChanges.tsx';
import { type CreateFrom, CreateWebhookDialog } from './CreateWebhookDialog.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FirstStart } from './FirstStart.tsx';
import { WebhookRowCard } from './WebhookRowCard.tsx';
import classes from './webhooks.module.css';

// The list is what the first paint is for; the rest of the page comes in a script of its own.
const Overview = lazy(() => import('./overview/Overview.tsx').then((part) => ({ default: part.Overview })));

/** Home: every webhook with what happened to it lately, or the ways in when there is none. */
export function WebhooksPage() {
  const webhooks = useWebhooks();
  const [creating, setCreating] = useState<CreateFrom | null>(null);
  const [isExporting, setExporting] = useState(false);
  useWish('new', () => setCreating('scratch'));
  useWish('export', () => setExporting(true));
  const isFirstStart = webhooks.data?.length === 0;
  return (
    <Page
      title={isFirstStart ? 'Welcome to Fieldhook' : 'Webhooks'}
      help="create"
      lead={
        isFirstStart
          ? 'Point your booking site, shop or form at an address here. Fieldhook works out who each request is about and files what matters.'
          : 'Each one is an address that a booking site, shop or form can send to.'
      }
      actions={
        <>
          <Button component={Link} href="/import" variant="default">
            Import
          </Button>
          {!isFirstStart && (
            <>
              <Button variant="default" onClick={() => setExporting(true)}>
                Export all
              </Button>
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating('scratch')}>
                New webhook
              </Button>
            </>
          )}
        </>
      }
    >
      <AddressChanges />
      <Loaded query={webhooks} skeleton={<RowsSkeleton height={84} rows={3} />}>
        {(rows) =>
          isFirstStart ? (
            <FirstStart onCreate={setCreating} />
          ) : (
            <>
              <ul className={classes.list} aria-label="Webhooks">
                {rows.map((webhook) => (
                  <WebhookRowCard key={webhook.id} webhook={webhook} />
                ))}
              </ul>
              <Suspense fallback={null}>
                <Overview webhooks={rows} />
              </Suspense>
            </>
          )
        }
      </Loaded>
      <ExportDialog webhook={null} isOpen={isExporting} onClose={() => setExporting(false)} />
      <CreateWebhookDialog from={creating} onClose={() => setCreating(null)} />
    </Page>
  );
}
