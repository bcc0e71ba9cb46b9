import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { ToneBadge } from '#renderer/ui/outcome/ToneBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { ReceiptView } from '#renderer/ui/receipt/ReceiptView.tsx';
import type { ReplayComparison, ReplayNote } from '#shared/contract/replay.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import classes from './replay.module.css';
import { isTelling, VERDICT_WORDS } from './replay-words.ts';

/** The first run beside today: the verdict, what to know, and each value that differs. */
export function Comparison({ comparison }: { comparison: ReplayComparison }) {
  const { verdict, sentence, notes, differences, today } = comparison;
  const [isAll, setAll] = useState(false);
  const quiet = differences.filter((difference) => !isTelling(difference)).length;
  return (
    <div className={classes.comparison}>
      <div className={classes.verdict} role="status">
        <ToneBadge {...VERDICT_WORDS[verdict]} />
        <p>
          <PlainText text={sayPhonesIn(sentence)} />
        </p>
      </div>
      {notes.length > 0 && (
        <ul className={classes.notes} aria-label="Good to know">
          {notes.map((note) => (
            <Note key={note.kind} note={note} />
          ))}
        </ul>
      )}
      <ComparisonTable comparison={comparison} isAll={isAll} />
      {quiet > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.more ?? ''}
          aria-expanded={isAll}
          onClick={() => setAll(!isAll)}
        >
          {isAll
            ? 'Show only what differs'
            : `Show ${quiet === 1 ? 'the value' : `the ${quiet} values`} that would not change`}
        </Button>
      )}
      <details className={classes.full}>
        <summary>What would happen today, in full</summary>
        <ReceiptView receipt={today.receipt} mode="dry-run" />
      </details>
    </div>
  );
}

/** Notes that ask for a second thought. */
const WARNS: readonly ReplayNote['kind'][] = ['replaces', 'unproven', 'repeat', 'contact-deleted'];

function Note({ note: { kind, sentence } }: { note: ReplayNote }) {
  const isWarning = WARNS.includes(kind);
  const Icon = isWarning ? IconAlertTriangle : IconInfoCircle;
  return (
    <li className={classes.note} data-warns={isWarning || undefined}>
      <Icon size={16} aria-hidden />
      <span>
        <PlainText text={sayPhonesIn(sentence)} />
      </span>
    </li>
  );
}
