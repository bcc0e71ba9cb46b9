import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconTagMinus, IconTagPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { announce } from '#renderer/ui/announce.tsx';
import { ExportMenu } from '#renderer/ui/ExportMenu.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { ContactChoice } from '#shared/contract/bulk-change.ts';
import type { ExportWish } from '#shared/contract/export.ts';
import { CHOICE_BAR } from './choice-bar-focus.ts';
import classes from './choosing.module.css';
import { DeleteChosenDialog } from './DeleteChosenDialog.tsx';
import { TagChosenDialog } from './TagChosenDialog.tsx';

/** How many are chosen, and what can be done with them. */
export function ChoiceBar({
  who,
  count,
  total,
  files,
  onAll,
  onNobody,
}: {
  who: ContactChoice;
  count: number;
  /** How many could be chosen. */
  total: number;
  files: readonly { label: string; wish: ExportWish }[];
  onAll: () => void;
  onNobody: () => void;
}) {
  const [asked, setAsked] = useState<'add-tag' | 'remove-tag' | 'delete' | null>(null);
  const chosen = `${sayCount(count)} chosen`;
  useEffect(() => announce(chosen), [chosen]);
  const close = () => setAsked(null);
  const leave = () => {
    onNobody();
    document.getElementById('main')?.focus();
  };
  return (
    <section id={CHOICE_BAR} aria-label="Chosen contacts" className={classes.bar}>
      <strong className={classes.count}>{chosen}</strong>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTagPlus size={15} aria-hidden />}
        onClick={() => setAsked('add-tag')}
      >
        Add tag…
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTagMinus size={15} aria-hidden />}
        onClick={() => setAsked('remove-tag')}
      >
        Remove tag…
      </Button>
      <ExportMenu size="xs" label="Export these" files={files} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => setAsked('delete')}
      >
        Delete…
      </Button>
      <span className={classes.ways}>
        {count < total && (
          <Button size="xs" variant="subtle" onClick={onAll}>
            Choose all {sayCount(total)}
          </Button>
        )}
        <Tooltip label="Choose nobody">
          <ActionIcon variant="subtle" color="gray" aria-label="Choose nobody" onClick={leave}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </span>
      <TagChosenDialog of={asked === 'delete' ? null : asked} who={who} count={count} onClose={close} />
      <DeleteChosenDialog
        isOpen={asked === 'delete'}
        who={who}
        count={count}
        onClose={close}
        onBegun={() => {
          close();
          leave();
        }}
      />
    </section>
  );
}
