import { Button, Group, Modal, Radio, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMergeContacts } from '#renderer/door/mutations.ts';
import { useContacts, useMergePreview } from '#renderer/door/queries.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { MergePreview } from '#renderer/ui/merge/MergePreview.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import type { Contact, ContactDetail } from '#shared/contract/contact.ts';
import type { MergeTake } from '#shared/contract/merge.ts';
import classes from './person.module.css';

const NOTHING_TAKEN: MergeTake = { slots: [], fields: [] };
/** People shown of a search; whoever is not among them is found by more letters. */
const SHOWN = 6;

/** Looks up the other one, then shows what both are together before it is done. */
export function MergeWithDialog({
  contact,
  isOpen,
  onClose,
}: {
  contact: ContactDetail;
  isOpen: boolean;
  onClose: () => void;
}) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="xl"
      title={
        <>
          Merge <PlainText text={sayPhone(contact.label)} /> with…
        </>
      }
    >
      <MergeWith contact={contact} onClose={onClose} />
    </Modal>
  );
}

function MergeWith({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const [other, setOther] = useState<Contact | null>(null);
  return other === null ? (
    <FindOther contact={contact} onFound={setOther} />
  ) : (
    <Confirm contact={contact} other={other} onBack={() => setOther(null)} onClose={onClose} />
  );
}

function FindOther({ contact, onFound }: { contact: ContactDetail; onFound: (other: Contact) => void }) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const contacts = useContacts(q);
  return (
    <>
      <TextInput
        label="Who is the same person?"
        placeholder="Name, e-mail, number or id"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        type="search"
        data-autofocus
      />
      <Loaded query={contacts} skeleton={<RowsSkeleton height={44} rows={3} />}>
        {({ pages }) => {
          const found = pages.flatMap((page) => page.items).filter(({ userNs }) => userNs !== contact.userNs);
          return found.length === 0 ? (
            <p role="status" className={classes.none}>
              Nobody else found.
            </p>
          ) : (
            <ul className={classes.found} aria-label="Contacts found">
              {found.slice(0, SHOWN).map((person) => (
                <li key={person.userNs}>
                  <button type="button" className={classes.pickOne} onClick={() => onFound(person)}>
                    <PlainText text={sayPhone(person.label)} />
                    <span className={classes.source}>
                      {[person.email, person.phone && sayPhone(person.phone), person.crmContactId]
                        .filter(Boolean)
                        .map((text, index) => (
                          <span key={text}>
                            {index > 0 && ' · '}
                            <PlainText text={text ?? ''} />
                          </span>
                        ))}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </>
  );
}

function Confirm({
  contact,
  other,
  onBack,
  onClose,
}: {
  contact: Contact;
  other: Contact;
  onBack: () => void;
  onClose: () => void;
}) {
  const [, navigate] = useLocation();
  const [keptNs, setKeptNs] = useState(contact.userNs);
  const [take, setTake] = useState(NOTHING_TAKEN);
  // The contact may be loaded anew under the dialog, so it is told apart by its User Ns.
  const isThisKept = keptNs === contact.userNs;
  const [keep, from] = isThisKept ? [contact, other] : [other, contact];
  const preview = useMergePreview(keep.userNs, from.userNs, take);
  const merge = useMergeContacts();
  const done = () => {
    onClose();
    if (!isThisKept) navigate(`/contacts/${encodeURIComponent(keep.userNs)}`, { replace: true });
  };
  return (
    <>
      <Radio.Group
        label="Who stays?"
        description="Their User Ns and channel stay. Where both have a value, choose below."
        value={keptNs}
        onChange={(userNs) => {
          setKeptNs(userNs);
          setTake(NOTHING_TAKEN);
        }}
      >
        <Group gap="lg" mt={8}>
          {[contact, other].map(({ userNs, label }, index) => (
            <Radio
              key={userNs}
              value={userNs}
              label={<PlainText text={sayPhone(label)} />}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </Group>
      </Radio.Group>
      <div className={classes.merged}>
        <Loaded query={preview} skeleton={<RowsSkeleton height={160} rows={1} />}>
          {(loaded) => <MergePreview preview={loaded} take={take} onTake={setTake} />}
        </Loaded>
      </div>
      <Text size="sm" c="dimmed" mt="md">
        Requests of both stand together afterwards. A merge can be undone on the contact’s page.
      </Text>
      {merge.error && (
        <Text role="alert" c="var(--mantine-color-error)" mt="sm">
          {wholeMessage(merge.error)}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button
          loading={merge.isPending}
          onClick={() => merge.mutate({ body: { keep: keep.userNs, from: from.userNs, take } }, { onSuccess: done })}
        >
          Merge
        </Button>
      </Group>
    </>
  );
}
