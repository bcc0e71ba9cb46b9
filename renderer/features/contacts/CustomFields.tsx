import { Select } from '@mantine/core';
import { useState } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { PrivateValues } from '#renderer/ui/PrivateValues.tsx';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { ContactDetail, EarlierValue } from '#shared/contract/contact.ts';
import { type Field, PRIVATE_MASK } from '#shared/contract/field.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { Card } from './Card.tsx';
import { type EarlierOf, EarlierValues } from './EarlierValues.tsx';
import { EditableRow } from './EditableRow.tsx';
import { FieldInput } from './FieldInput.tsx';
import { typedFormOf } from './field-input-text.ts';
import classes from './person.module.css';
import { sourceOf, ValueSource } from './ValueSource.tsx';

/** The custom fields that hold a value or held one before, and a way to fill the others. A row that was opened stays, also when its value has been cleared. */
export function CustomFields({
  contact,
  fields,
  earlier,
  isPrivateShown,
  onShowPrivate,
}: {
  contact: ContactDetail;
  fields: readonly Field[];
  /** What they held before. */
  earlier: readonly EarlierValue[];
  isPrivateShown: boolean;
  onShowPrivate: (isShown: boolean) => void;
}) {
  const [opened, setOpened] = useState<readonly string[]>([]);
  // Kept here: to show private values puts another row in the place of a hidden one, and must not close what is being read.
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const earlierOf = ({ key }: Field) => earlier.filter(({ field }) => field === key);
  const isShown = (field: Field) =>
    contact.fields[field.key] !== undefined || opened.includes(field.key) || earlierOf(field).length > 0;
  const shown = fields.filter(isShown);
  const others = fields.filter((field) => !isShown(field));
  const isHidden = (field: Field) =>
    contact.fields[field.key]?.text === PRIVATE_MASK || earlierOf(field).some(({ text }) => text === PRIVATE_MASK);
  const rowOf = (field: Field): RowOf => ({
    contact,
    field,
    earlier: earlierOf(field),
    isOpen: unfolded.has(field.key),
    onToggle: (isOpen) =>
      setUnfolded((keys) => new Set(isOpen ? [...keys, field.key] : [...keys].filter((key) => key !== field.key))),
  });
  if (fields.length === 0) return null;
  return (
    <Card
      title="Custom fields"
      foot={
        <>
          {(isPrivateShown || shown.some(isHidden)) && (
            <PrivateValues isShown={isPrivateShown} onChange={onShowPrivate} />
          )}
          {shown.length === 0 && <p className={classes.none}>No field has a value yet.</p>}
          {others.length > 0 && (
            <Select
              className={classes.fill}
              aria-label="Fill another field"
              placeholder="Fill another field…"
              data={others.map(({ key, name }) => ({ value: key, label: visibleText(name) }))}
              value={null}
              onChange={(key) => key && setOpened([...opened, key])}
              searchable
              maw={260}
            />
          )}
        </>
      }
    >
      {shown.map((field) =>
        contact.fields[field.key]?.text === PRIVATE_MASK ? (
          <HiddenRow key={field.key} {...rowOf(field)} />
        ) : (
          <FieldRow
            key={field.key}
            {...rowOf(field)}
            onEdit={() => setOpened((keys) => (keys.includes(field.key) ? keys : [...keys, field.key]))}
          />
        ),
      )}
    </Card>
  );
}

interface RowOf extends EarlierOf {
  contact: ContactDetail;
}

/** A private value: that there is one, and since when. It is edited once it is shown. */
function HiddenRow({ contact, ...history }: RowOf) {
  const { field } = history;
  const value = contact.fields[field.key];
  return (
    <div className={classes.row}>
      <dt>
        <PlainText text={field.name} />
      </dt>
      <dd>
        <div>
          <span role="img" aria-label="hidden">
            {PRIVATE_MASK}
          </span>
          {value && <ValueSource source={sourceOf(value, contact)} />}
          <EarlierValues {...history} />
        </div>
      </dd>
    </div>
  );
}

function FieldRow({ contact, onEdit, ...history }: RowOf & { onEdit: () => void }) {
  const { field } = history;
  const business = useBusiness();
  const value = contact.fields[field.key];
  return (
    <EditableRow
      userNs={contact.userNs}
      label={visibleText(field.name)}
      value={value ? typedFormOf(value.text, field.type, business.timeZone) : ''}
      shown={value && <PlainText text={formatFieldValue(value.text, field.type, business)} lines="keep" />}
      source={value ? sourceOf(value, contact) : null}
      below={<EarlierValues {...history} />}
      pointer={`/fields/${field.key}`}
      onEdit={onEdit}
      changeOf={(typed) => ({ fields: { [field.key]: typed.trim() === '' ? null : typed } })}
      input={(props) => <FieldInput type={field.type} {...props} />}
    />
  );
}
