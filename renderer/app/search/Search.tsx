import { useHotkeys } from '@mantine/hooks';
import { create } from 'zustand';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { QuickSearch } from './QuickSearch.tsx';

/** Which of the two is open, from wherever it was asked for. */
const useOpened = create<{ opened: 'search' | 'keys' | null }>(() => ({ opened: null }));

export const openSearch = () => useOpened.setState({ opened: 'search' });
const openKeys = () => useOpened.setState({ opened: 'keys' });
const close = () => useOpened.setState({ opened: null });

/** Search everywhere and the list of keys, with Ctrl-K and Ctrl-/ (Cmd on a Mac), also while something is being typed. */
export function Search() {
  const { opened } = useOpened();
  useHotkeys(
    [
      ['mod+K', openSearch],
      ['mod+/', openKeys],
    ],
    [],
    true,
  );
  return (
    <>
      <QuickSearch opened={opened === 'search'} onClose={close} onKeyboardHelp={openKeys} />
      <KeyboardHelp opened={opened === 'keys'} onClose={close} />
    </>
  );
}
