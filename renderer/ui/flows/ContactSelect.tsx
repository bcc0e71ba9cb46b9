import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useContacts } from '#renderer/door/queries.ts';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { visibleText } from '#shared/text/visible-text.ts';

/** Chooses one contact; typing looks for it among all. */
export function ContactSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | null;
  onChange: (userNs: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const contacts = useContacts(q);
  const items = contacts.data?.pages[0]?.items ?? [];
  return (
    <Select
      label={label}
      placeholder="Name, e-mail or number"
      data={items.map(({ userNs, label: name }) => ({ value: userNs, label: visibleText(sayPhone(name)) }))}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The engine has looked already: at more than the name.
      filter={({ options }) => options}
      // What is found comes later, and nobody is to be taken unseen.
      selectFirstOptionOnChange={false}
      nothingFoundMessage="Nobody found"
      maxDropdownHeight={220}
      value={value}
      onChange={(userNs) => userNs && onChange(userNs)}
      data-autofocus
    />
  );
}
