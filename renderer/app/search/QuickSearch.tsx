import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { FoundOption } from './FoundOption.tsx';
import classes from './quick-search.module.css';
import { useFound } from './use-found.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  onKeyboardHelp: () => void;
}

/** Everything that has a name, found by it, from anywhere. */
export function QuickSearch({ opened, onClose, onKeyboardHelp }: Props) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={620} yOffset="12dvh">
      <Modal.Overlay />
      <Modal.Content aria-label="Search">
        <SearchBox onClose={onClose} onKeyboardHelp={onKeyboardHelp} />
      </Modal.Content>
    </Modal.Root>
  );
}

function SearchBox({ onClose, onKeyboardHelp }: Omit<Props, 'opened'>) {
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ opened: true });
  const { groups, isLooking } = useFound(typed, onKeyboardHelp);
  const all = groups.flatMap(({ found }) => found);
  const shown = all.map(({ id }) => id).join(' ');

  // Enter takes the first of what is found, also where it came a moment after the typing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen anew when the list is another one, and only then.
  useEffect(() => {
    combobox.selectFirstOption();
  }, [shown]);

  const choose = (id: string) => {
    onClose();
    all.find((one) => one.id === id)?.go();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.EventsTarget withAriaAttributes withKeyboardNavigation>
        <TextInput
          data-autofocus
          aria-label="Search"
          placeholder="A person, a webhook, a flow, a page…"
          size="lg"
          variant="unstyled"
          classNames={{ root: classes.box, input: classes.input }}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          // The list keeps Escape from the dialog, to close itself; here it is the dialog.
          onKeyDown={({ key, nativeEvent }) => {
            if (key === 'Escape' && !nativeEvent.isComposing) onClose();
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes.list} aria-label="Found">
        {groups.map(({ label, found }) => (
          <Combobox.Group key={label} label={label}>
            {found.map((one) => (
              <FoundOption key={one.id} {...one} />
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
      <p role="status" className={all.length === 0 ? classes.nothing : 'fh-read-out'}>
        {all.length > 0 ? '' : isLooking ? 'Looking…' : 'Nothing has that name.'}
      </p>
    </Combobox>
  );
}
