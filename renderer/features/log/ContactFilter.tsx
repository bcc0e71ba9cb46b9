import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useContact, useContacts } from '#renderer/door/queries.ts';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { visibleText } from '#shared/text/visible-text.ts';

/** Finds a contact by the beginning of a name, an e-mail or a number. */
export function ContactFilter({
  userNs,
  onChange,
}: {
  userNs: string | null;
  onChange: (userNs: string | null) => void;
}) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 200);
  const found = useContacts(q).data?.pages[0]?.items ?? [];
  const chosen = useContact(userNs ?? '', { enabled: userNs !== null }).data;
  const options = [...found, ...(chosen && !found.some((one) => one.userNs === chosen.userNs) ? [chosen] : [])];
  return (
    <Select
      aria-label="Contact"
      placeholder="Any contact"
      data={options.map((contact) => ({ value: contact.userNs, label: visibleText(sayPhone(contact.label)) }))}
      value={userNs}
      onChange={onChange}
      onSearchChange={setTyped}
      // The engine has already looked; names are found by more than what is shown.
      filter={({ options: all }) => all}
      // What is found comes later, and nobody is to be taken unseen.
      selectFirstOptionOnChange={false}
      nothingFoundMessage="Nobody found"
      searchable
      clearable
    />
  );
}
