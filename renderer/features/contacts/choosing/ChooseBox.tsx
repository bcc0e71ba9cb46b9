import { Checkbox } from '@mantine/core';
import type { KeyboardEvent, MouseEvent } from 'react';
import listClasses from '#renderer/ui/list/list.module.css';
import { visibleText } from '#shared/text/visible-text.ts';
import { focusChoiceBar } from './choice-bar-focus.ts';

/** Chooses one row: with Shift all from the one before; arrows go from row to row, Enter to what can be done. */
export function ChooseBox({
  label,
  isChosen,
  onPick,
}: {
  label: string;
  isChosen: boolean;
  onPick: (isWanted: boolean, isRange: boolean) => void;
}) {
  return (
    <Checkbox
      className={listClasses.above ?? ''}
      aria-label={`Choose ${visibleText(label)}`}
      checked={isChosen}
      onMouseDown={keepTextUnmarked}
      onKeyDown={move}
      onChange={({ currentTarget, nativeEvent }) =>
        onPick(currentTarget.checked, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
      }
    />
  );
}

/** A click with Shift would mark the text in between. */
function keepTextUnmarked(event: MouseEvent<HTMLInputElement>): void {
  if (!event.shiftKey) return;
  event.preventDefault();
  event.currentTarget.focus();
}

function move(event: KeyboardEvent<HTMLInputElement>): void {
  const row = event.currentTarget.closest('tr');
  const next = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[event.key];
  if (next) {
    event.preventDefault();
    next.querySelector<HTMLInputElement>('input[type="checkbox"]')?.focus();
  } else if (event.key === 'Enter') {
    event.preventDefault();
    focusChoiceBar();
  }
}
