import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayValue } from '#renderer/ui/phones/say-phone.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { MAX_EARLIER_VALUES, type NotedChange } from '#shared/contract/contact.ts';
import { OriginWords } from './OriginWords.tsx';
import classes from './person.module.css';

/** What an identifier or a name was before, latest first, with when and by what it gave way. Nothing where it was nothing else. */
export function EarlierSlotValues({
  slot,
  label,
  changes,
}: {
  slot: Exclude<NotedChange['what'], 'tag'>;
  label: string;
  changes: readonly NotedChange[];
}) {
  const earlier = changes.filter(({ what, before }) => what === slot && before !== null);
  if (earlier.length === 0) return null;
  return (
    <details className={classes.earlier}>
      <summary>Earlier values</summary>
      <ul aria-label={`Earlier values of ${label}`}>
        {earlier.map(({ before, after, at, ...source }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two changes may be alike in everything, and none of them keeps a state.
          <li key={index}>
            <PlainText text={sayValue(slot, before ?? '')} />
            <span className={classes.source}>
              {after === null ? 'cleared' : 'replaced'} <OriginWords {...source} />, <RelativeTime at={at} />
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
