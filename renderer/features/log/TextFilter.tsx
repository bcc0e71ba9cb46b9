import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './log.module.css';
import { MAX_TEXT } from './log-filter.ts';

/** Words to look for. The log follows when one stops typing; Enter does not wait. */
export function TextFilter({ text, onChange }: { text: string | null; onChange: (text: string | null) => void }) {
  const [typed, setTyped] = useState(text ?? '');
  const [known, setKnown] = useState(text);
  // Cleared, or another address: what stands in the box is not what was asked for any more.
  if (text !== known) {
    setKnown(text);
    setTyped(text ?? '');
  }
  const ask = (words: string) => {
    const next = words.trim() || null;
    setKnown(next);
    if (next !== text) onChange(next);
  };
  const askSoon = useDebouncedCallback(ask, 300);
  return (
    <TextInput
      className={classes.words ?? ''}
      type="search"
      aria-label="Containing"
      placeholder="a name, number or order"
      value={typed}
      maxLength={MAX_TEXT}
      leftSection={<IconSearch size={15} aria-hidden />}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        askSoon(currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') ask(typed);
      }}
    />
  );
}
