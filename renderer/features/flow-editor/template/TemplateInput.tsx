import { Combobox, Menu, Textarea, TextInput, UnstyledButton, useCombobox } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { flowDrafts } from '../draft/flow-drafts.ts';
import { useFlowEditor } from '../flow-context.tsx';
import { completed, fitting, inserted, type Suggestion, typedBefore } from './suggestions.ts';
import classes from './template.module.css';

type Box = HTMLTextAreaElement | HTMLInputElement;

/** A text with places that are filled in: a button puts one in, and typing `{{` offers them. */
export function TemplateInput({
  id,
  label,
  description,
  value,
  isLong = false,
  onChange,
  foot = null,
}: {
  id?: string;
  label: string;
  description?: string;
  value: string;
  isLong?: boolean;
  onChange: (value: string) => void;
  foot?: ReactNode;
}) {
  const { flow, suggestions } = useFlowEditor();
  const box = useRef<Box>(null);
  const combobox = useCombobox();
  const listId = useId();
  const [typed, setTyped] = useState<ReturnType<typeof typedBefore>>(null);
  const [at, setAt] = useState(0);
  const offered = typed === null ? [] : fitting(suggestions, typed);
  const isOffering = offered.length > 0;
  const active = Math.min(at, offered.length - 1);

  const look = () => {
    const { current } = box;
    const found = current === null ? null : typedBefore(current.value, current.selectionStart ?? 0);
    setTyped(found);
    setAt(0);
    if (found !== null) combobox.openDropdown();
  };
  const put = ({ text, caret }: { text: string; caret: number }) => {
    setTyped(null);
    onChange(text);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(caret, caret);
    });
  };
  const complete = (suggestion: Suggestion) => {
    if (typed === null) return;
    put(completed(value, typed.from, typed.from + typed.word.length, suggestion));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOffering) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((active + (event.key === 'ArrowDown' ? 1 : -1) + offered.length) % offered.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      const chosen = offered[active];
      if (chosen === undefined) return;
      event.preventDefault();
      complete(chosen);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
    }
  };

  const shared = {
    ...(id !== undefined && { id }),
    label,
    description,
    value,
    spellCheck: isLong,
    'data-draft': true,
    'aria-autocomplete': 'list' as const,
    'aria-controls': isOffering ? listId : undefined,
    'aria-activedescendant': isOffering ? `${listId}-${active}` : undefined,
    onKeyDown,
    onKeyUp: (event: KeyboardEvent) => (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && look(),
    onBlur: () => {
      setTyped(null);
      flowDrafts.endTyping(flow.key);
    },
    onChange: ({ currentTarget }: { currentTarget: Box }) => {
      onChange(currentTarget.value);
      look();
    },
  };

  return (
    <div className={classes.template}>
      <Combobox store={combobox} width="target" position="bottom-start" middlewares={{ flip: true, shift: true }}>
        <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={false}>
          {isLong ? (
            <Textarea {...shared} ref={box as RefObject<HTMLTextAreaElement>} autosize minRows={3} maxRows={14} />
          ) : (
            <TextInput {...shared} ref={box as RefObject<HTMLInputElement>} />
          )}
        </Combobox.Target>
        {isOffering && (
          <Combobox.Dropdown>
            <div id={listId} role="listbox" aria-label="What can be put in here">
              {offered.map((suggestion, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where one types, which keeps the focus.
                // biome-ignore lint/a11y/useFocusableInteractive: as above.
                <div
                  key={suggestion.code}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  className={classes.option}
                  // Before the box loses the focus.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => complete(suggestion)}
                >
                  <PlainText text={suggestion.label} />
                  <code>{suggestion.code}</code>
                </div>
              ))}
            </div>
          </Combobox.Dropdown>
        )}
      </Combobox>
      <div className={classes.foot}>
        <InsertMenu
          label={label}
          onChoose={(suggestion) => {
            const { selectionStart, selectionEnd } = box.current ?? {};
            const end = value.length;
            put(inserted(value, selectionStart ?? end, selectionEnd ?? end, suggestion));
          }}
        />
        {foot}
      </div>
    </div>
  );
}

const GROUPS: readonly [group: Suggestion['group'], title: string][] = [
  ['Contact', 'About the contact'],
  ['Fields', 'Fields'],
  ['Request', 'From the request'],
  ['Business', 'Your business'],
];

function InsertMenu({ label, onChoose }: { label: string; onChoose: (suggestion: Suggestion) => void }) {
  const { suggestions } = useFlowEditor();
  return (
    <Menu width={300} position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <UnstyledButton className={classes.insert} aria-label={`Insert into ${label}`}>
          <IconBraces size={14} aria-hidden />
          Insert
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        {GROUPS.map(([group, title]) => {
          const items = suggestions.filter((suggestion) => suggestion.group === group);
          if (items.length === 0) return null;
          return [
            <Menu.Label key={group}>{title}</Menu.Label>,
            ...items.map((suggestion) => (
              <Menu.Item key={suggestion.code} onClick={() => onChoose(suggestion)}>
                <PlainText text={suggestion.label} />
              </Menu.Item>
            )),
          ];
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
