import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { formatDuration } from '#renderer/ui/time/format-time.ts';
import type { Overview } from '#shared/contract/overview.ts';
import classes from './overview.module.css';

export function SlowestWebhooks({ slowest, sentence }: Pick<Overview, 'slowest'> & { sentence: string }) {
  if (slowest.length === 0) return <p className={classes.nothing}>Nothing was worked on {sentence}.</p>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className="fh-read-out">Webhooks by how long their requests take, slowest first, {sentence}</caption>
        <thead>
          <tr>
            <th scope="col">Webhook</th>
            <th scope="col">On average</th>
            <th scope="col">Longest</th>
            <th scope="col">Requests</th>
          </tr>
        </thead>
        <tbody>
          {slowest.map(({ webhookId, name, requests, meanMs, slowestMs }) => (
            <tr key={webhookId}>
              <th scope="row">
                <Anchor component={Link} href={`/log?webhook=${webhookId}`} size="sm">
                  <PlainText text={name} />
                </Anchor>
              </th>
              <td>{formatDuration(meanMs)}</td>
              <td>{formatDuration(slowestMs)}</td>
              <td>{sayCount(requests)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
