import { Checkbox } from '@mantine/core';
import type { CSSProperties } from 'react';
import { Link } from 'wouter';
import listClasses from '#renderer/ui/list/list.module.css';
import { Cell, VirtualTable } from '#renderer/ui/list/VirtualTable.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { ListedContact } from '#shared/contract/contact.ts';
import type { ContactFact } from '#shared/contract/contact-columns.ts';
import { type Field, PRIVATE_MASK } from '#shared/contract/field.ts';
import { assertNever } from '#shared/errors.ts';
import { ChooseBox } from './choosing/ChooseBox.tsx';
import { type Choice, isChosen } from './choosing/choice.ts';
import { columnTracks } from './columns/column-tracks.ts';
import type { ShownColumn } from './columns/column-words.ts';
import classes from './contacts.module.css';

export interface Choosing {
  choice: Choice;
  count: number;
  /** How many could be chosen. */
  total: number;
  onPick: (userNs: string, isWanted: boolean, isRange: boolean) => void;
  /** Everybody, or nobody. */
  onAll: (isWanted: boolean) => void;
}

export function ContactsTable({
  contacts,
  columns,
  choosing,
  onNearEnd,
}: {
  contacts: readonly ListedContact[];
  /** What follows the name. */
  columns: readonly ShownColumn[];
  choosing: Choosing;
  onNearEnd: () => void;
}) {
  const { tracks, least } = columnTracks(columns);
  return (
    <div className={classes.scroll} style={{ '--fh-columns': tracks, '--fh-table-width': least } as CSSProperties}>
      <VirtualTable
        label="Contacts"
        columns={[
          { key: 'tick', label: 'Chosen', head: <ChooseAll {...choosing} /> },
          { key: 'label', label: 'Name' },
          ...columns,
        ]}
        rows={contacts}
        rowKey={({ userNs }) => userNs}
        className={classes.table}
        onNearEnd={onNearEnd}
      >
        {(contact) => <ContactRow contact={contact} columns={columns} choosing={choosing} />}
      </VirtualTable>
    </div>
  );
}

function ChooseAll({ count, total, onAll }: Choosing) {
  return (
    <Checkbox
      aria-label={total === 1 ? 'Choose the one contact found' : `Choose all ${sayCount(total)} contacts found`}
      checked={count === total}
      indeterminate={count > 0 && count < total}
      onChange={({ currentTarget }) => onAll(currentTarget.checked)}
    />
  );
}

function ContactRow({
  contact,
  columns,
  choosing: { choice, onPick },
}: {
  contact: ListedContact;
  columns: readonly ShownColumn[];
  choosing: Choosing;
}) {
  const { userNs, label } = contact;
  return (
    <>
      <Cell at="tick">
        <ChooseBox
          label={sayPhone(label)}
          isChosen={isChosen(choice, userNs)}
          onPick={(isWanted, isRange) => onPick(userNs, isWanted, isRange)}
        />
      </Cell>
      <Cell at="label">
        <Link
          href={`/contacts/${encodeURIComponent(contact.userNs)}`}
          className={`${listClasses.cover} ${classes.name}`}
        >
          <span className={listClasses.cut}>
            <PlainText text={sayPhone(contact.label)} />
          </span>
        </Link>
      </Cell>
      {columns.map(({ key, field }) => (
        <Cell key={key} at={key}>
          {field ? (
            <FieldCell contact={contact} field={field} />
          ) : (
            <FactCell contact={contact} fact={key as ContactFact} />
          )}
        </Cell>
      ))}
    </>
  );
}

function FactCell({ contact, fact }: { contact: ListedContact; fact: ContactFact }) {
  switch (fact) {
    case 'email':
      return <Value text={contact.email} />;
    case 'phone':
      return (
        <span className={classes.phone}>
          <Value text={contact.phone && sayPhone(contact.phone)} />
        </span>
      );
    case 'user-ns':
      return <Value text={contact.userNs} />;
    case 'crm-contact-id':
      return <Value text={contact.crmContactId} />;
    case 'first-name':
      return <Value text={contact.firstName} />;
    case 'last-name':
      return <Value text={contact.lastName} />;
    case 'tags':
      return <Value text={contact.tags.join(', ') || null} />;
    case 'channel':
      return <span className={classes.soft}>{CHANNEL_WORDS[contact.channel]}</span>;
    case 'requests':
      return <span className={classes.soft}>{sayCount(contact.requests)}</span>;
    case 'last-request':
      return <Time at={contact.lastRequestAt} />;
    case 'created':
      return <Time at={contact.createdAt} />;
    case 'updated':
      return <Time at={contact.updatedAt} />;
    default:
      return assertNever(fact);
  }
}

/** Private values are hidden in lists (LG3). */
function FieldCell({ contact, field }: { contact: ListedContact; field: Field }) {
  const business = useBusiness();
  const text = contact.fields[field.key]?.text ?? null;
  if (text === PRIVATE_MASK) {
    return (
      <span role="img" aria-label="hidden">
        {PRIVATE_MASK}
      </span>
    );
  }
  return <Value text={text === null ? null : formatFieldValue(text, field.type, business, 100)} />;
}

function Time({ at }: { at: string | null }) {
  return <span className={classes.soft}>{at === null ? 'never' : <RelativeTime at={at} />}</span>;
}

function Value({ text }: { text: string | null }) {
  return text === null ? (
    <span className={classes.none}>none</span>
  ) : (
    <span className={listClasses.cut}>
      <PlainText text={text} />
    </span>
  );
}
