import { PlainText } from '#renderer/ui/PlainText.tsx';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { type EarlierValue, MAX_EARLIER_VALUES } from '#shared/contract/contact.ts';
import type { Field } from '#shared/contract/field.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { OriginWords } from './OriginWords.tsx';
import classes from './person.module.css';

export interface EarlierOf {
  field: Field;
  earlier: readonly EarlierValue[];
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** What a field held before, latest first, with when and from where (LG3). Nothing where it held nothing else. */
export function EarlierValues({ field, earlier, isOpen, onToggle }: EarlierOf) {
  const business = useBusiness();
  if (earlier.length === 0) return null;
  return (
    <details className={classes.earlier} open={isOpen} onToggle={({ currentTarget }) => onToggle(currentTarget.open)}>
      <summary>Earlier values</summary>
      <ul aria-label={`Earlier values of ${visibleText(field.name)}`}>
        {earlier.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two values may be alike in everything, and none of them keeps a state.
          <li key={index}>
            <PlainText text={formatFieldValue(value.text, field.type, business)} lines="keep" />
            <span className={classes.source}>
              <OriginWords {...value} />, <RelativeTime at={value.at} /> · {ENDED[value.endedBy]}{' '}
              <RelativeTime at={value.endedAt} />
            </span>
          </li>
        ))}
      </ul>
      {earlier.length === MAX_EARLIER_VALUES && (
        <p className={classes.source}>The latest {MAX_EARLIER_VALUES} are kept.</p>
      )}
    </details>
  );
}

const ENDED = {
  change: 'replaced',
  clear: 'cleared',
  merge: 'gave way in a merge',
} as const satisfies Record<EarlierValue['endedBy'], string>;
