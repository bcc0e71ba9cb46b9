import { Anchor, Button, Text } from '@mantine/core';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import classes from './receipt.module.css';
import type { KeptOut, ReceiptPlace } from './receipt-words.ts';

/** What had no effect and why, each with the way to the row that decides it. */
export function KeptOutList({ entries, onJump }: { entries: KeptOut[]; onJump?: (place: ReceiptPlace) => void }) {
  return (
    <ul className={classes.left}>
      {entries.map(({ id, label, sentence, place, belongsTo }) => (
        <li key={id} className={classes.leftEntry}>
          <div className={classes.leftWords}>
            <Text size="sm">
              <strong>
                <PlainText text={label} />
              </strong>
            </Text>
            <Text size="sm">
              <PlainText text={sayPhonesIn(sentence)} />
              {belongsTo !== null && belongsTo.userNs === '' && (
                <>
                  {' '}
                  <PlainText text={sayPhone(belongsTo.label)} />
                </>
              )}
              {belongsTo !== null && belongsTo.userNs !== '' && (
                <>
                  {' '}
                  <Anchor component={Link} href={`/contacts/${encodeURIComponent(belongsTo.userNs)}`} size="sm">
                    <PlainText text={sayPhone(belongsTo.label)} />
                  </Anchor>
                </>
              )}
            </Text>
          </div>
          {onJump && place !== null && (
            <Button
              size="compact-xs"
              variant="default"
              flex="none"
              onClick={() => onJump(place)}
              aria-label={`Show ${label}`}
            >
              Show
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
