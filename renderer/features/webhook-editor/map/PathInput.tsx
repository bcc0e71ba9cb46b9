import { TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './map.module.css';

/**
 * A path as text. Each letter is an edit of the draft at once. Where an empty path makes no sense (`isRequired`), an emptied box
 * changes nothing and shows the old path again when it is left.
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
  const [typed, setTyped] = useState<string | null>(null);
  const isHeldEmpty = isRequired && typed?.trim() === '';
  const isInStep = typed !== null && (isHeldEmpty || typed.trim() === (path ?? ''));
  return (
    <TextInput
      size="xs"
      aria-label={`Path for ${label}`}
      aria-describedby={describedBy}
      data-draft
      classNames={{ input: classes.pathInput ?? '' }}
      placeholder={placeholder}
      spellCheck={false}
      autoComplete="off"
      error={isFaulty}
      value={isInStep ? typed : (path ?? '')}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (!(isRequired && text.trim() === '')) onChange(text.trim() === '' ? null : text.trim());
      }}
      onBlur={() => {
        setTyped(null);
        onDone?.();
      }}
    />
  );
}
