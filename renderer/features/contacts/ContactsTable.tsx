import { Link } from 'wouter';
import { CHANNEL_WORDS } from '#renderer/ui/channel-words.ts';
import listClasses from '#renderer/ui/list/list.module.css';
import { Cell, type Column, VirtualTable } from '#renderer/ui/list/VirtualTable.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Contact } from '#shared/contract/contact.ts';
import classes from './contacts.module.css';

const COLUMNS: readonly Column[] = [
  { key: 'label', label: 'Name' },
  { key: 'email', label: 'Email' },
  { key: 'phone', label: 'Phone' },
  { key: 'channel', label: 'Channel' },
  { key: 'requests', label: 'Requests' },
  { key: 'last', label: 'Last request' },
];

export function ContactsTable({ contacts, onNearEnd }: { contacts: readonly Contact[]; onNearEnd: () => void }) {
  return (
    <VirtualTable
      label="Contacts"
      columns={COLUMNS}
      rows={contacts}
      rowKey={({ userNs }) => userNs}
      className={classes.table}
      onNearEnd={onNearEnd}
    >
      {(contact) => <ContactRow contact={contact} />}
    </VirtualTable>
  );
}

function ContactRow({ contact }: { contact: Contact }) {
  const { userNs, label, email, phone, channel, requests, lastRequestAt } = contact;
  return (
    <>
      <Cell at="label">
        <Link href={`/contacts/${encodeURIComponent(userNs)}`} className={`${listClasses.cover} ${classes.name}`}>
          <span className={listClasses.cut}>
            <PlainText text={label} />
          </span>
        </Link>
      </Cell>
      <Cell at="email">
        <Identifier text={email} />
      </Cell>
      <Cell at="phone">
        <Identifier text={phone} />
      </Cell>
      <Cell at="channel">
        <span className={classes.soft}>{CHANNEL_WORDS[channel]}</span>
      </Cell>
      <Cell at="requests">
        <span className={classes.soft}>{requests.toLocaleString('en')}</span>
      </Cell>
      <Cell at="last">
        <span className={classes.soft}>{lastRequestAt ? <RelativeTime at={lastRequestAt} /> : 'never'}</span>
      </Cell>
    </>
  );
}

function Identifier({ text }: { text: string | null }) {
  return text === null ? (
    <span className={classes.none}>none</span>
  ) : (
    <span className={listClasses.cut}>
      <PlainText text={text} />
    </span>
  );
}
