import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { FoundOption } from './FoundOption.tsx';
import classes from './quick-search.module.css';
import { IN_LOG, useFound } from './use-found.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  onKeyboardHelp: () => void;
}

/** Everything that has a name, requests by what stands in them, and what can be done, from anywhere. */
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
  const [isEntered, setIsEntered] = useState(false);
  const combobox = useCombobox({ opened: true });
  const { groups, isLooking } = useFound(typed, onKeyboardHelp);
  const all = groups.flatMap(({ found }) => found);
  const shown = all.map(({ id }) => id).join(' ');
  const isNamed = all.some(({ id }) => id !== IN_LOG);

  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen anew when the list is another one, and only then.
  useEffect(() => {
    combobox.selectFirstOption();
  }, [shown]);
  // Enter takes what is found for the text as it stands: while that is being looked up, the list may still be that of another text.
  useEffect(() => {
    if (!isEntered || isLooking) return;
    setIsEntered(false);
    combobox.clickSelectedOption();
  }, [isEntered, isLooking, combobox]);

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
          placeholder="A person, a webhook, a request, something to do…"
          size="lg"
          variant="unstyled"
          classNames={{ root: classes.box, input: classes.input }}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setIsEntered(false);
          }}
          // The list would take at once what is selected in it now.
          onKeyDownCapture={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.stopPropagation();
            setIsEntered(true);
          }}
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
      <p role="status" className={isNamed ? 'fh-read-out' : classes.nothing}>
        {isNamed ? '' : isLooking ? 'Looking…' : 'Nothing has that name.'}
      </p>
    </Combobox>
  );
}
