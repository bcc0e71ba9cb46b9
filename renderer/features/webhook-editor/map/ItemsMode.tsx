import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconUsers } from '@tabler/icons-react';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { MOST_ITEMS } from '#shared/json-path/one-item.ts';
import { useEditor } from '../editor-context.tsx';
import classes from './map.module.css';

/** As many as the dry run answers with their receipts. */
const MOST_SHOWN = 100;

/** Says that each item of a list is a person of their own (RC3), whose values the rows show, and lets this be ended. */
export function ItemsMode({ onLeave }: { onLeave: () => void }) {
  const { draft, root, items } = useEditor();
  const { itemsPath } = draft.config;
  if (itemsPath === null) return null;
  return (
    <section className={classes.items} aria-labelledby="items-title">
      <div className={classes.itemsHead}>
        <IconUsers size={18} className={classes.itemsSign} aria-hidden />
        <h3 id="items-title" className={classes.groupTitle}>
          One contact per item
        </h3>
        <Button size="compact-sm" variant="default" className={classes.itemsLeave ?? ''} onClick={onLeave}>
          Back to one per request
        </Button>
      </div>
      <p className={`${classes.note} ${classes.itemsWords}`}>
        Each item of{' '}
        <code>
          <PlainText text={itemsPath} />
        </code>{' '}
        is worked on by itself, with a contact and a result of its own. Values from outside the list are the same for
        all. Each item counts against the limit.
      </p>
      {items !== null && items.list.length > 0 && <ShownItem count={items.list.length} />}
      {root !== undefined && <Problem count={items?.list.length ?? null} />}
    </section>
  );
}

/** Whose values the rows below show. */
function ShownItem({ count }: { count: number }) {
  const { shownItem, showItem } = useEditor();
  const last = Math.min(count, MOST_SHOWN) - 1;
  const step = (label: string, Icon: typeof IconChevronLeft, to: number) => (
    <Tooltip label={label}>
      <ActionIcon
        size="sm"
        aria-label={label}
        // Not `disabled`, which would take the focus from it at the end of the list.
        aria-disabled={to < 0 || to > last}
        {...(to < 0 || to > last ? { 'data-disabled': true } : {})}
        onClick={() => to >= 0 && to <= last && showItem(to)}
      >
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={classes.itemsShown}>
      <span role="status">
        Values shown: #{Math.min(shownItem, last) + 1} of {sayCount(count)}
      </span>
      {step('Previous item', IconChevronLeft, shownItem - 1)}
      {step('Next item', IconChevronRight, shownItem + 1)}
    </div>
  );
}

/** What keeps this sample from being worked on item by item. */
function Problem({ count }: { count: number | null }) {
  if (count === null) return <Notice tone="warn">There is no list in this place of the sample.</Notice>;
  if (count === 0)
    return <Notice tone="warn">The list is empty in this sample, so there is nothing to try out.</Notice>;
  if (count <= MOST_ITEMS) return null;
  return <Notice tone="warn">A list of more than {sayCount(MOST_ITEMS)} items would not be worked on.</Notice>;
}
