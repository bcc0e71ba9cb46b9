import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { PlainText } from '../PlainText.tsx';
import classes from './path.module.css';
import type { Verdict } from './path-fault.ts';

const ICONS = { good: IconCircleCheck, note: IconInfoCircle, warn: IconAlertTriangle, bad: IconCircleX } as const;

/** The value as sent and, in words, what it becomes; for a faulty path, the place of the fault under the path. */
export function VerdictLine({ verdict, path }: { verdict: Verdict; path: string }) {
  const { tone, found, sentence, column } = verdict;
  const Icon = ICONS[tone];
  return (
    <div className={classes.verdict} data-tone={tone}>
      {column !== null && <FaultPlace path={path} column={column} />}
      {found !== null && (
        <div className={classes.found}>
          <PlainText text={cut(found)} />
        </div>
      )}
      <div className={classes.sentence}>
        <Icon size={15} aria-hidden />
        <span>
          {column !== null && `Column ${column}: `}
          <PlainText text={sentence} />
        </span>
      </div>
    </div>
  );
}

/** The path with the character at fault marked. */
function FaultPlace({ path, column }: { path: string; column: number }) {
  const at = column - 1;
  const from = Math.max(0, at - 30);
  return (
    <code className={classes.faultPath} aria-hidden>
      {from > 0 && '…'}
      {path.slice(from, at)}
      <mark>{path.slice(at, at + 1) || ' '}</mark>
      {path.slice(at + 1, at + 20)}
    </code>
  );
}

function cut(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
