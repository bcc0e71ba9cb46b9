import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronUp,
  IconSearch,
  IconSortAscendingLetters,
  IconSquareMinus,
  IconSquarePlus,
  IconX,
} from '@tabler/icons-react';
import { type FocusEvent, type KeyboardEvent, type MouseEvent, type ReactNode, type Ref, useState } from 'react';
import { sayCount } from '#renderer/ui/say-count.ts';
import classes from './json-tree.module.css';
import type { JsonTreeState } from './use-json-tree.ts';

/** Search with counts, the order of names, and open or close everything. */
export function SearchBar({
  tree,
  label,
  ref,
  onLeave,
}: {
  tree: JsonTreeState;
  label: string;
  ref: Ref<HTMLInputElement>;
  /** Called when the person wants to go on in the tree. */
  onLeave: () => void;
}) {
  const { query, setQuery, matches, stepThroughMatches } = tree;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') stepThroughMatches(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown') onLeave();
    else if (event.key === 'Escape' && query !== '') setQuery('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={classes.bar}>
      <label className={classes.search}>
        <IconSearch size={14} aria-hidden />
        <input
          ref={ref}
          type="text"
          value={query}
          placeholder="Search names and values"
          aria-label={`Search in ${label}`}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <span role="status" className={classes.count}>
          {countWords(tree)}
        </span>
      </label>
      <BarButtons>
        {query === '' ? (
          <>
            <BarButton
              label="Sort names from A to Z"
              icon={IconSortAscendingLetters}
              isPressed={tree.isSorted}
              onClick={() => tree.setSorted(!tree.isSorted)}
            />
            <BarButton label="Open all" icon={IconSquarePlus} onClick={() => tree.setAllOpen(true)} />
            <BarButton label="Close all" icon={IconSquareMinus} onClick={() => tree.setAllOpen(false)} />
          </>
        ) : (
          <>
            <BarButton
              label="Previous match"
              icon={IconChevronUp}
              isOff={matches.length === 0}
              onClick={() => stepThroughMatches(-1)}
            />
            <BarButton
              label="Next match"
              icon={IconChevronDown}
              isOff={matches.length === 0}
              onClick={() => stepThroughMatches(1)}
            />
            <BarButton label="End search" icon={IconX} onClick={() => setQuery('')} />
          </>
        )}
      </BarButtons>
    </div>
  );
}

function countWords({ query, finder, isSearching, matches, active }: JsonTreeState): string {
  if (query === '' || finder === null || isSearching) return '';
  if (matches.length === 0) return 'none';
  const total = sayCount(matches.length);
  const at = matches.indexOf(active);
  return at < 0 ? total : `${sayCount(at + 1)} of ${total}`;
}

/** Their names show as tooltips. The one tooltip is there only while it has a button: one for each would hold up the first rows (test/bench/README.md). */
function BarButtons({ children }: { children: ReactNode }) {
  const [named, setNamed] = useState<{ button: HTMLElement; byKeyboard: boolean } | null>(null);
  const buttonOf = ({ target }: MouseEvent | FocusEvent) => (target as Element).closest<HTMLElement>('button');

  function name(button: HTMLElement | null, byKeyboard: boolean): void {
    if (button !== named?.button) setNamed(button && { button, byKeyboard });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears which of the buttons inside is pointed at or has the focus
    <div
      className={classes.buttons}
      onMouseOver={(event) => name(buttonOf(event), false)}
      onMouseLeave={() => setNamed(null)}
      onFocus={(event) => {
        const button = buttonOf(event);
        if (button?.matches(':focus-visible')) name(button, true);
      }}
      onBlur={() => setNamed(null)}
    >
      {children}
      {named && (
        <Tooltip
          key={named.button.ariaLabel}
          target={named.button}
          label={named.button.ariaLabel}
          defaultOpened={named.byKeyboard}
        />
      )}
    </div>
  );
}

function BarButton({
  label,
  icon: Icon,
  isOff = false,
  isPressed,
  onClick,
}: {
  label: string;
  icon: typeof IconX;
  isOff?: boolean;
  /** Of a switch. */
  isPressed?: boolean;
  onClick: () => void;
}) {
  return (
    <ActionIcon
      size="md"
      aria-label={label}
      disabled={isOff}
      onClick={onClick}
      {...(isPressed && { variant: 'light' })}
      {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
