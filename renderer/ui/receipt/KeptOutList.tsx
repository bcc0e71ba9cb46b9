import { Anchor, Button, Text } from '@mantine/core';
import classes from './receipt.module.css';
import type { KeptOut, ReceiptPlace } from './receipt-words.ts';

/** What had no effect and why, each with the way to the row that decides it. */
export function KeptOutList({ entries, onJump }: { entries: KeptOut[]; onJump?: (place: ReceiptPlace) => void }) {
  return (
    <ul className={classes.left}>
      {entries.map(({ id, label, raw, sentence, place, belongsTo }) => (
        <li key={id} className={classes.leftEntry}>
          <div className={classes.leftWords}>
            <Text size="sm">
              <strong>{label}</strong>
              {raw !== null && <span className={classes.raw}>{cut(raw)}</span>}
            </Text>
            <Text size="sm">
              {sentence}
              {belongsTo !== null && (
                <>
                  {' '}
                  <Anchor href={`#/contacts/${encodeURIComponent(belongsTo.userNs)}`} size="sm">
                    {belongsTo.label}
                  </Anchor>
                </>
              )}
            </Text>
          </div>
          {onJump && (
            <Button size="compact-xs" variant="default" onClick={() => onJump(place)} aria-label={`Show ${label}`}>
              Show
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
