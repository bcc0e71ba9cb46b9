import { Anchor, Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { Page } from '#renderer/ui/Page.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { Erasure } from '#shared/contract/erasure.ts';
import { ErasureReport } from './ErasureReport.tsx';
import classes from './erasure.module.css';
import { reportText } from './erasure-text.ts';

const ABOUT = {
  person: 'about this person',
  nobody: 'about nobody',
  'somebody-else': 'about somebody else',
} as const satisfies Record<Erasure['requests'][number]['about'], string>;

/** What came of it, in the place of the person’s page: to be read once, and kept by whoever has to prove it. */
export function ErasedPage({ report }: { report: Erasure }) {
  const business = useBusiness();
  // The dialog with its buttons went with the person’s page.
  useEffect(() => document.querySelector('h1')?.focus(), []);
  const clipboard = useClipboard({ timeout: 1500 });
  const words = clipboard.copied ? 'Copied' : 'Copy the report';
  const when = formatExact(report.at, business);
  const { requests, counts } = report;
  const more = counts.own + counts.unlinked + counts.others - requests.length;
  return (
    <Page
      title="This person is erased"
      back={{ href: '/contacts', label: 'Contacts' }}
      help="erase"
      lead={`${when}. This report names nobody and is not kept: copy it if you need it.`}
      actions={
        <Button
          leftSection={clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          variant="default"
          aria-label={words}
          onClick={() => clipboard.copy(reportText(report, when))}
        >
          {words}
          <span role="status" className="fh-read-out">
            {clipboard.copied ? words : ''}
          </span>
        </Button>
      }
    >
      <div className={classes.card}>
        <ErasureReport report={report} level="h2" />
        {requests.length > 0 && (
          <section className={classes.requests}>
            <h2>Requests whose content is erased</h2>
            <ul>
              {requests.map(({ id, webhookName, receivedAt, about }) => (
                <li key={id}>
                  <Anchor component={Link} href={`/log/${id}`} size="sm">
                    <PlainText text={webhookName} />, {formatExact(receivedAt, business)}
                  </Anchor>{' '}
                  <span className={classes.soft}>{ABOUT[about]}</span>
                </li>
              ))}
            </ul>
            {more > 0 && <p className={classes.soft}>And {sayCount(more)} older ones.</p>}
          </section>
        )}
      </div>
    </Page>
  );
}
