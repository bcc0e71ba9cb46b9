import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { DriftedRow } from '#shared/contract/drift.ts';
import classes from './drift.module.css';
import { HeldCount } from './HeldMessages.tsx';

interface DriftWordsProps {
  row: DriftedRow;
  /** Names it for screen readers. */
  label: string;
  /** Before the sentence, where nothing around names it. */
  title?: ReactNode;
  /** After the path: other ways to write it. */
  proposed?: ReactNode;
  /** What can be done with the path that is proposed. */
  action?: ReactNode;
}

/** Since when something is not as it was, the newest request that shows it, how many messages wait because of it, and the path that is probably meant now. */
export function DriftWords({ row, label, title, proposed, action }: DriftWordsProps) {
  const { sentence, proposal, deliveryId } = row;
  return (
    <div className={classes.drift}>
      <p className={classes.words}>
        <IconAlertTriangle size={15} aria-hidden />
        <span>
          {title}
          {sentence} <HeldCount holds={row.holds} />{' '}
          {deliveryId !== null && (
            <Link href={`/log/${deliveryId}`} className={classes.jump} aria-label={`See the newest request: ${label}`}>
              See the newest request
            </Link>
          )}
        </span>
      </p>
      {proposal !== null && (
        <div className={classes.proposal}>
          <div className={classes.proposed}>
            Probably now{' '}
            <code>
              <PlainText text={proposal.path} />
            </code>
            {proposed}
            <span className={classes.value}>
              <PlainText text={proposal.value} />
            </span>
            <span className={classes.reason}>{proposal.reason}</span>
          </div>
          {action}
        </div>
      )}
    </div>
  );
}
