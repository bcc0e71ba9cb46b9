import { Anchor, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import listClasses from '#renderer/ui/list/list.module.css';
import { Cell, type Column, VirtualTable } from '#renderer/ui/list/VirtualTable.tsx';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { outcomeLabel } from '#renderer/ui/outcome/outcome-words.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { formatDuration, formatExact, formatShort } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from './log.module.css';

const COLUMNS: readonly Column[] = [
  { key: 'time', label: 'Time' },
  { key: 'webhook', label: 'Webhook' },
  { key: 'outcome', label: 'Outcome' },
  { key: 'about', label: 'About' },
  { key: 'answer', label: 'Answer' },
  { key: 'took', label: 'Took' },
];

const WITH_TICKS: readonly Column[] = [{ key: 'tick', label: 'Ticked', isLabelHidden: true }, ...COLUMNS];

/** Which rows are ticked, while some are being chosen. */
export interface Ticks {
  ids: ReadonlySet<string>;
  onTick: (id: string, isTicked: boolean) => void;
}

export function LogTable({
  deliveries,
  ticks,
  onNearEnd,
}: {
  deliveries: readonly Delivery[];
  ticks: Ticks | null;
  onNearEnd: () => void;
}) {
  const business = useBusiness();
  const now = useNow(60_000);
  return (
    <VirtualTable
      label="Requests"
      columns={ticks === null ? COLUMNS : WITH_TICKS}
      rows={deliveries}
      rowKey={({ id }) => id}
      className={ticks === null ? classes.table : `${classes.table} ${classes.ticking}`}
      onNearEnd={onNearEnd}
    >
      {(delivery) => <LogRow delivery={delivery} ticks={ticks} business={business} now={now} />}
    </VirtualTable>
  );
}

function LogRow({
  delivery,
  ticks,
  business,
  now,
}: {
  delivery: Delivery;
  ticks: Ticks | null;
  business: LocalForm;
  now: number;
}) {
  const { id, webhookName, receivedAt, origin, outcome, reason, contact, sentence, answered, tookMs } = delivery;
  const { throughFormerAddress, alike } = delivery;
  // A row that has only just arrived lights up once; scrolling back to it does not repeat that.
  const [isFresh] = useState(() => Date.now() - Date.parse(receivedAt) < 2500);
  const name = `Request for ${visibleText(webhookName)}, ${formatExact(receivedAt, business)}, ${outcomeLabel(outcome, reason)}`;
  return (
    <>
      {ticks !== null && (
        <Cell at="tick">
          <Checkbox
            className={listClasses.above ?? ''}
            aria-label={`Tick: ${name}`}
            checked={ticks.ids.has(id)}
            onChange={(event) => ticks.onTick(id, event.currentTarget.checked)}
          />
        </Cell>
      )}
      <Cell at="time">
        <Link href={`/log/${id}`} className={listClasses.cover} aria-label={name}>
          <time dateTime={receivedAt} className={classes.time} data-fresh={isFresh || undefined}>
            {formatShort(receivedAt, now, business)}
          </time>
        </Link>
      </Cell>
      <Cell at="webhook">
        <span className={listClasses.cut}>
          <PlainText text={webhookName} />
        </span>
      </Cell>
      <Cell at="outcome">
        <OutcomeBadge outcome={outcome} reason={reason} />
      </Cell>
      <Cell at="about">
        <span className={listClasses.cut}>
          {alike !== null && <span className={classes.alike}>and {sayCount(alike.count)} more like it</span>}
          {contact ? (
            <Anchor component={Link} href={`/contacts/${contact.userNs}`} size="sm" className={listClasses.above}>
              <PlainText text={sayPhone(contact.label)} />
            </Anchor>
          ) : (
            <span className={classes.soft}>{sentence}</span>
          )}
          {throughFormerAddress && <span className={classes.test}>Old address</span>}
          {origin !== 'sender' && <span className={classes.test}>{origin === 'test' ? 'Test' : 'Replay'}</span>}
        </span>
      </Cell>
      <Cell at="answer">
        <span className={classes.number}>{answered}</span>
      </Cell>
      <Cell at="took">
        <span className={classes.number}>{tookMs === null ? '' : formatDuration(tookMs)}</span>
      </Cell>
    </>
  );
}
