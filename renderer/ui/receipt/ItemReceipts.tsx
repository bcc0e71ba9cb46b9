import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { ItemReceipt } from '#shared/contract/receipt.ts';
import { ReceiptView } from './ReceiptView.tsx';
import classes from './receipt.module.css';
import type { ReceiptMode, ReceiptPlace } from './receipt-words.ts';

/** What each item of a request did, or would do: one line each, with the whole receipt behind it. */
export function ItemReceipts<Of extends ItemReceipt>({
  items,
  mode,
  onJump,
  actionOf,
}: {
  items: readonly Of[];
  mode: ReceiptMode;
  onJump?: (place: ReceiptPlace) => void;
  /** What the owner can do about an item. */
  actionOf?: (item: Of) => ReactNode;
}) {
  return (
    <ol className={classes.items} aria-label="Item by item">
      {items.map((item) => (
        <Item key={item.position} item={item} mode={mode} action={actionOf?.(item)} {...(onJump ? { onJump } : {})} />
      ))}
    </ol>
  );
}

function Item({
  item: { position, receipt },
  mode,
  action,
  onJump,
}: {
  item: ItemReceipt;
  mode: ReceiptMode;
  action: ReactNode;
  onJump?: (place: ReceiptPlace) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className={classes.item}>
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className={classes.itemLine}>
          <IconChevronRight size={14} className={classes.itemSign} aria-hidden />
          <span className={classes.itemNumber}>#{sayCount(position)}</span>
          <OutcomeBadge outcome={receipt.outcome} reason={receipt.reason} />
          <span className={classes.itemWords}>
            <PlainText text={sayPhonesIn(receipt.contact?.label ?? receipt.sentence)} />
          </span>
        </summary>
        {isOpen && (
          <div className={classes.itemReceipt}>
            {action && <div className={classes.itemAction}>{action}</div>}
            <ReceiptView receipt={receipt} mode={mode} about="item" {...(onJump ? { onJump } : {})} />
          </div>
        )}
      </details>
    </li>
  );
}
