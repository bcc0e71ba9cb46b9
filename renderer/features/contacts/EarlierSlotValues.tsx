import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayValue } from '#renderer/ui/phones/say-phone.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { NotedChange } from '#shared/contract/contact.ts';
import { EarlierList } from './EarlierList.tsx';
import { OriginWords } from './OriginWords.tsx';

/** What an identifier or a name was before, with when and by what it gave way. */
export function EarlierSlotValues({
  slot,
  label,
  changes,
}: {
  slot: Exclude<NotedChange['what'], 'tag' | 'optOut'>;
  label: string;
  changes: readonly NotedChange[];
}) {
  const items = changes.flatMap(({ what, before, after, at, ...origin }) => {
    if (what !== slot || before === null) return [];
    const source = (
      <>
        {after === null ? 'cleared' : 'replaced'} <OriginWords {...origin} />, <RelativeTime at={at} />
      </>
    );
    return [{ value: <PlainText text={sayValue(slot, before)} />, source }];
  });
  return <EarlierList label={label} items={items} />;
}
