import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { ItemReceipt } from '#shared/contract/receipt.ts';
import { ReceiptView } from './ReceiptView.tsx';
import classes from './receipt.module.css';
import type { ReceiptMode, ReceiptPlace } from './receipt-words.ts';

/** What each item of a request did, or would do: one line each, with the whole receipt behind it. */
export function ItemReceipts({
  items,
  mode,
  onJump,
}: {
  items: readonly ItemReceipt[];
  mode: ReceiptMode;
  onJump?: (place: ReceiptPlace) => void;
}) {
  return (
    <ol className={classes.items} aria-label="Item by item">
      {items.map((item) => (
        <Item key={item.position} item={item} mode={mode} {...(onJump ? { onJump } : {})} />
      ))}
    </ol>
  );
}

function Item({
  item: { position, receipt },
  mode,
  onJump,
}: {
  item: ItemReceipt;
  mode: ReceiptMode;
  onJump?: (place: ReceiptPlace) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className={classes.item}>
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className={classes.itemLine}>
          <IconChevronRight size={14} className={classes.itemSign} aria-hidden />
          <span className={classes.itemNumber}>#{position.toLocaleString('en-GB')}</span>
          <OutcomeBadge outcome={receipt.outcome} reason={receipt.reason} />
          <span className={classes.itemWords}>
            <PlainText text={receipt.contact?.label ?? receipt.sentence} />
          </span>
        </summary>
        {isOpen && (
          <div className={classes.itemReceipt}>
            <ReceiptView receipt={receipt} mode={mode} about="item" {...(onJump ? { onJump } : {})} />
          </div>
        )}
      </details>
    </li>
  );
}
