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
import { EarlierValues } from './EarlierValues.tsx';
import { EditableRow } from './EditableRow.tsx';
import { FieldInput } from './FieldInput.tsx';
import { typedFormOf } from './field-input-text.ts';
import classes from './person.module.css';
import { ValueSource } from './ValueSource.tsx';

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
  const earlierOf = ({ key }: Field) => earlier.filter(({ field }) => field === key);
  const isShown = (field: Field) =>
    contact.fields[field.key] !== undefined || opened.includes(field.key) || earlierOf(field).length > 0;
  const shown = fields.filter(isShown);
  const others = fields.filter((field) => !isShown(field));
  const isHidden = (field: Field) =>
    contact.fields[field.key]?.text === PRIVATE_MASK || earlierOf(field).some(({ text }) => text === PRIVATE_MASK);
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
          <HiddenRow key={field.key} contact={contact} field={field} earlier={earlierOf(field)} />
        ) : (
          <FieldRow
            key={field.key}
            contact={contact}
            field={field}
            earlier={earlierOf(field)}
            onEdit={() => setOpened((keys) => (keys.includes(field.key) ? keys : [...keys, field.key]))}
          />
        ),
      )}
    </Card>
  );
}

interface RowOf {
  contact: ContactDetail;
  field: Field;
  earlier: readonly EarlierValue[];
}

/** A private value: that there is one, and since when. It is edited once it is shown. */
function HiddenRow({ contact, field, earlier }: RowOf) {
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
          {value && <ValueSource source={value} />}
          <EarlierValues field={field} earlier={earlier} />
        </div>
      </dd>
    </div>
  );
}

function FieldRow({ contact, field, earlier, onEdit }: RowOf & { onEdit: () => void }) {
  const business = useBusiness();
  const value = contact.fields[field.key];
  return (
    <EditableRow
      userNs={contact.userNs}
      label={visibleText(field.name)}
      value={value ? typedFormOf(value.text, field.type, business.timeZone) : ''}
      shown={value && <PlainText text={formatFieldValue(value.text, field.type, business)} lines="keep" />}
      source={value ?? null}
      below={<EarlierValues field={field} earlier={earlier} />}
      pointer={`/fields/${field.key}`}
      onEdit={onEdit}
      changeOf={(typed) => ({ fields: { [field.key]: typed.trim() === '' ? null : typed } })}
      input={(props) => <FieldInput type={field.type} {...props} />}
    />
  );
}
