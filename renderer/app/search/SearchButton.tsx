import { Kbd } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { control } from './control-key.ts';
import { openSearch } from './Search.tsx';
import classes from './search-button.module.css';

/** The way to the search for those who do not know its keys yet. */
export function SearchButton() {
  return (
    <button type="button" className={classes.button} onClick={openSearch} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={15} stroke={1.75} aria-hidden />
      <span>Search</span>
      <Kbd size="xs" aria-hidden>
        {control} K
      </Kbd>
    </button>
  );
}
