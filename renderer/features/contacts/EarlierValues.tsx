import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { type EarlierValue, MAX_EARLIER_VALUES } from '#shared/contract/contact.ts';
import type { Field } from '#shared/contract/field.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from './person.module.css';

/** What a field held before, latest first, with when and from where (LG3). Nothing where it held nothing else. */
export function EarlierValues({ field, earlier }: { field: Field; earlier: readonly EarlierValue[] }) {
  const business = useBusiness();
  if (earlier.length === 0) return null;
  return (
    <details className={classes.earlier}>
      <summary>Earlier values</summary>
      <ul aria-label={`Earlier values of ${visibleText(field.name)}`}>
        {earlier.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two values may be alike in everything, and none of them keeps a state.
          <li key={index}>
            <PlainText text={formatFieldValue(value.text, field.type, business)} lines="keep" />
            <span className={classes.source}>
              <Origin value={value} />, <RelativeTime at={value.at} /> · {ENDED[value.endedBy]}{' '}
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

/** A request that has gone from the log is no way to anywhere. */
function Origin({ value: { by, deliveryId, webhookName, flowName } }: { value: EarlierValue }) {
  if (by === 'hand') return 'by hand';
  if (by === 'import') return 'by an import';
  if (by === 'flow') return flowName === null ? 'by a flow' : <>by the flow “{visibleText(flowName)}”</>;
  if (webhookName === null) return 'from a request that is no longer in the log';
  return (
    <>
      <Link href={`/log/${deliveryId}`}>from a request</Link> to “{visibleText(webhookName)}”
    </>
  );
}
