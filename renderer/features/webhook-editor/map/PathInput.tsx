import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { useEditor } from '../editor-context.tsx';
import { type Completion, completePath } from './complete-path.ts';
import classes from './map.module.css';

/**
 * A path as text, completed from the sample as one types; arrow down offers what there is. Each letter is an edit of the draft at once.
 * Where an empty path makes no sense (`isRequired`), an emptied box changes nothing and shows the old path again when it is left.
 */
export function PathInput({
  label,
  path,
  placeholder,
  isFaulty,
  describedBy,
  isRequired = false,
  onChange,
  onDone,
}: {
  label: string;
  path: string | null;
  placeholder: string;
  isFaulty: boolean;
  describedBy: string;
  isRequired?: boolean;
  onChange: (path: string | null) => void;
  /** When the box is left. */
  onDone?: () => void;
}) {
  const { root, items } = useEditor();
  const [typed, setTyped] = useState<string | null>(null);
  const isHeldEmpty = isRequired && typed?.trim() === '';
  const isInStep = typed !== null && (isHeldEmpty || typed.trim() === (path ?? ''));
  const value = isInStep ? typed : (path ?? '');

  const listId = useId();
  // Kept here, since the library goes on naming an option after the list has got others.
  const [activeOption, setActiveOption] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: unselect });
  const isAsking = combobox.dropdownOpened && root !== undefined;
  const list = items?.place ?? null;
  const offers = useMemo(() => (isAsking ? completePath(value, root, list) : []), [isAsking, value, root, list]);

  const isOffering = offers.length > 0;

  function unselect(): void {
    combobox.resetSelectedOption();
    setActiveOption(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOffering) combobox.openDropdown();
      else setActiveOption(event.key === 'ArrowDown' ? combobox.selectNextOption() : combobox.selectPreviousOption());
    } else if (event.key === 'Enter' && isOffering && activeOption !== null) {
      event.preventDefault();
      combobox.clickSelectedOption();
    } else if (event.key === 'Escape' && isOffering) {
      // It ends the offers, not the picking.
      event.stopPropagation();
      combobox.closeDropdown();
    }
  }

  function put(text: string): void {
    setTyped(text);
    if (!(isRequired && text.trim() === '')) onChange(text.trim() === '' ? null : text.trim());
  }

  function take(chosen: string): void {
    put(chosen);
    unselect();
    // Inside a group or list one goes on.
    if (!offers.find((offer) => offer.path === chosen)?.isOpenEnded) combobox.closeDropdown();
  }

  return (
    <Combobox
      store={combobox}
      width={360}
      position="bottom-start"
      middlewares={{ flip: true, shift: true }}
      onOptionSubmit={take}
    >
      <Combobox.Target withKeyboardNavigation={false} withAriaAttributes={false}>
        <TextInput
          size="xs"
          aria-label={`Path for ${label}`}
          aria-describedby={describedBy}
          role="combobox"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={isOffering}
          aria-controls={isOffering ? listId : undefined}
          aria-activedescendant={isOffering ? (activeOption ?? undefined) : undefined}
          onKeyDown={onKeyDown}
          data-draft
          classNames={{ input: classes.pathInput ?? '' }}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          error={isFaulty}
          value={value}
          onChange={({ currentTarget }) => {
            put(currentTarget.value);
            unselect();
            // Only what is typed at the end can be gone on with.
            if (currentTarget.selectionStart === currentTarget.value.length) combobox.openDropdown();
            else combobox.closeDropdown();
          }}
          onBlur={() => {
            setTyped(null);
            combobox.closeDropdown();
            onDone?.();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offers.length === 0}>
        <Combobox.Options id={listId} aria-label="Paths in the sample" className={classes.completions ?? ''}>
          {offers.map((offer) => (
            <Combobox.Option key={offer.path} value={offer.path}>
              <Offer offer={offer} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Offer({ offer: { path, shows } }: { offer: Completion }) {
  return (
    <span className={classes.completion}>
      <code>
        <PlainText text={path} />
      </code>
      <span>
        <PlainText text={shows} />
      </span>
    </span>
  );
}
