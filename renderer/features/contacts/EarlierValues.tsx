import { PlainText } from '#renderer/ui/PlainText.tsx';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { EarlierValue } from '#shared/contract/contact.ts';
import type { Field } from '#shared/contract/field.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { EarlierList } from './EarlierList.tsx';
import { OriginWords } from './OriginWords.tsx';

export interface EarlierOf {
  field: Field;
  earlier: readonly EarlierValue[];
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** What a field held before, with when and from where (LG3). */
export function EarlierValues({ field, earlier, isOpen, onToggle }: EarlierOf) {
  const business = useBusiness();
  const items = earlier.map((value) => ({
    value: <PlainText text={formatFieldValue(value.text, field.type, business)} lines="keep" />,
    source: (
      <>
        <OriginWords {...value} />, <RelativeTime at={value.at} /> · {ENDED[value.endedBy]}
        {value.clearedBy && (
          <>
            {' '}
            <OriginWords {...value.clearedBy} />,
          </>
        )}{' '}
        <RelativeTime at={value.endedAt} />
      </>
    ),
  }));
  return <EarlierList label={visibleText(field.name)} items={items} isOpen={isOpen} onToggle={onToggle} />;
}

const ENDED = {
  change: 'replaced',
  clear: 'cleared',
  merge: 'gave way in a merge',
} as const satisfies Record<EarlierValue['endedBy'], string>;
