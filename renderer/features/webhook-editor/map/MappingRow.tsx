import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFocus2, IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { announce } from '#renderer/ui/announce.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { Verdict } from '#renderer/ui/path/path-fault.ts';
import { VerdictLine } from '#renderer/ui/path/VerdictLine.tsx';
import { webhookDrafts } from '../draft/draft-store.ts';
import { RowDrift } from '../drift/RowDrift.tsx';
import { useEditor } from '../editor-context.tsx';
import { goToPick, goToRow, rowId } from '../places.ts';
import { RecentLine } from '../recent/RecentLine.tsx';
import { pathOf, type Target, targetId, withPath } from '../targets.ts';
import classes from './map.module.css';
import { type Armed, armedId, pickButtonId, useMap } from './map-context.tsx';
import { PathInput } from './PathInput.tsx';
import { PathNotes } from './PathNotes.tsx';
import { PickButton } from './PickButton.tsx';
import { useDropTarget } from './use-drop-target.ts';

/** One target: its path, ways to fill it, and what it gives on the sample. A click, a drop, a typed path: all end up here. */
export function MappingRow({
  target,
  label,
  detail,
  verdict,
  children,
}: {
  target: Target;
  label: string;
  /** A word beside the label, such as the field's type. */
  detail?: ReactNode;
  verdict: Verdict | null;
  /** More settings of the row. */
  children?: ReactNode;
}) {
  const { webhook, draft, root, edit } = useEditor();
  const { armed, lit, light, assign, reveal } = useMap();
  const verdictId = useId();
  const id = targetId(target);
  const self: Armed = { kind: 'target', target };
  const path = pathOf(draft.config, target);
  const drop = useDropTarget((dropped) => assign(self, dropped));
  const isField = target.kind === 'field';
  const isFound = root !== undefined && verdict !== null && verdict.tone !== 'bad';

  function setPath(next: string | null, isTyped: boolean): void {
    edit({
      label: next === null ? `${label} emptied` : `${label}: ${next}`,
      change: (config) => withPath(config, target, next),
      ...(isTyped ? { join: id } : {}),
    });
  }

  function replacePath(next: string): void {
    setPath(next, false);
    goToRow(target);
  }

  /** What was offered goes away with the offer. */
  function takeOffer(next: string): void {
    replacePath(next);
    announce(`${label} takes ${next}.`);
  }

  function clear(): void {
    setPath(null, false);
    announce(isField ? `${label} taken out.` : `${label} emptied.`);
    // The button goes away with what it took away; the focus does not.
    goToPick(pickButtonId(isField ? { kind: 'composer' } : self));
  }

  return (
    <fieldset
      id={rowId(target)}
      aria-label={label}
      className={classes.row}
      data-armed={(armed !== null && armedId(armed) === id) || undefined}
      data-lit={lit === id || undefined}
      data-over={drop.isOver || undefined}
      data-empty={path === null || undefined}
      onPointerEnter={() => light(id)}
      onPointerLeave={() => light(null)}
      onFocus={() => light(id)}
      onBlur={() => light(null)}
      {...drop.props}
    >
      <div className={classes.rowHead}>
        <span className={classes.rowLabel}>
          <PlainText text={label} />
          {detail !== undefined && <span className={classes.rowDetail}>{detail}</span>}
        </span>
        <PathInput
          label={label}
          path={path}
          placeholder="Pick or type a path"
          isFaulty={verdict?.tone === 'bad'}
          describedBy={verdictId}
          isRequired={isField}
          onChange={(next) => setPath(next, true)}
          onDone={() => webhookDrafts.endTyping(webhook.id)}
        />
        <div className={classes.rowButtons}>
          <PickButton armed={self} label={label} />
          {path !== null && isFound && (
            <Tooltip label="Show in the tree">
              <ActionIcon size="sm" aria-label={`Show ${label} in the tree`} onClick={() => reveal(path)}>
                <IconFocus2 size={15} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          {path !== null && (
            <Tooltip label={isField ? 'Take out' : 'Empty'}>
              <ActionIcon size="sm" aria-label={isField ? `Take out ${label}` : `Empty ${label}`} onClick={clear}>
                <IconX size={15} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </div>
      <div id={verdictId} className={classes.rowFoot}>
        {verdict !== null && path !== null && <VerdictLine verdict={verdict} path={path} />}
        {path !== null && <PathNotes path={path} onUse={replacePath} />}
        {path !== null && <RecentLine target={target} />}
        {path !== null && <RowDrift target={target} label={label} onUse={takeOffer} />}
      </div>
      {children}
    </fieldset>
  );
}
