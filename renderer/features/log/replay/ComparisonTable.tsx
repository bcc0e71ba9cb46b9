import { Table } from '@mantine/core';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { ToneBadge } from '#renderer/ui/outcome/ToneBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayPhonesIn, sayValue } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { ReplayComparison, RunDifference, RunValue } from '#shared/contract/replay.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';
import classes from './replay.module.css';
import { changeWord, isTelling } from './replay-words.ts';

/** Characters of a value. */
const SHOWN = 120;

/** Before and now, one row a value, and in words what became of it. `isAll` shows also what stays the same. */
export function ComparisonTable({ comparison, isAll }: { comparison: ReplayComparison; isAll: boolean }) {
  const { first, today, differences } = comparison;
  const business = useBusiness();
  return (
    <Table className={classes.table} aria-label="The first run and today" verticalSpacing={7}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Value</Table.Th>
          <Table.Th scope="col">
            First time
            <span className={classes.when}>{formatInstant(first.receivedAt, business)}</span>
          </Table.Th>
          <Table.Th scope="col">
            Today<span className={classes.when}>if it is worked on now</span>
          </Table.Th>
          <Table.Th scope="col">
            <span className="fh-read-out">Change</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Table.Tr>
          <Table.Th scope="row">Outcome</Table.Th>
          <Table.Td>
            <OutcomeBadge outcome={first.outcome} reason={first.reason} />
          </Table.Td>
          <Table.Td>
            <OutcomeBadge outcome={today.receipt.outcome} reason={today.receipt.reason} />
          </Table.Td>
          <Table.Td>
            {first.outcome === today.receipt.outcome ? (
              <ToneBadge label="Same" tone="quiet" />
            ) : (
              <ToneBadge label="Changed" tone="attention" />
            )}
          </Table.Td>
        </Table.Tr>
        {differences
          .filter((difference) => isAll || isTelling(difference))
          .map((difference) => (
            <DifferenceRow key={keyOf(difference)} difference={difference} business={business} />
          ))}
      </Table.Tbody>
    </Table>
  );
}

function DifferenceRow({ difference, business }: { difference: RunDifference; business: LocalForm }) {
  const { about, before, now, replaces, isSame, item } = difference;
  const shown = (text: string) =>
    about.kind === 'field' ? formatFieldValue(text, about.type, business, SHOWN) : sayPart(about, text).slice(0, SHOWN);
  return (
    <Table.Tr data-changed={!isSame || undefined}>
      <Table.Th scope="row">
        {item !== undefined && <span className={classes.told}>#{item}</span>}
        <PlainText text={labelOf(about)} />
      </Table.Th>
      <Table.Td>
        <Value value={before} shown={shown} isTold={about.kind === 'contact'} />
      </Table.Td>
      <Table.Td className={classes.now}>
        <Value value={now} shown={shown} isTold={about.kind === 'contact'} />
        {replaces !== null && (
          <span className={classes.replaces}>
            replaces <PlainText text={shown(replaces)} />, which the contact has now
          </span>
        )}
      </Table.Td>
      <Table.Td>
        <ToneBadge {...changeWord(difference)} />
      </Table.Td>
    </Table.Tr>
  );
}

/** A value, or why there is none. `isTold`: its sentence says more than the value does. */
function Value({ value, shown, isTold }: { value: RunValue; shown: (text: string) => string; isTold: boolean }) {
  const { effect, text, sentence } = value;
  if (effect === 'nothing') {
    return (
      <span className={classes.nothing}>
        <PlainText text={sayPhonesIn(sentence)} />
      </span>
    );
  }
  if (text === null) return <span className={classes.nothing}>cleared</span>;
  return (
    <>
      <PlainText text={shown(text)} />
      {isTold && <span className={classes.told}>{sayPhonesIn(sentence)}</span>}
    </>
  );
}

/** A contact may be called by its phone number. */
function sayPart(about: Exclude<RunDifference['about'], { kind: 'field' }>, text: string): string {
  return about.kind === 'slot' ? sayValue(about.slot, text) : sayPhone(text);
}

function labelOf(about: RunDifference['about']): string {
  switch (about.kind) {
    case 'contact':
      return 'Contact';
    case 'slot':
      return SLOT_LABELS[about.slot];
    case 'field':
      return about.name;
  }
}

function keyOf({ about, item = 0 }: RunDifference): string {
  return `${item} ${aboutKey(about)}`;
}

function aboutKey(about: RunDifference['about']): string {
  switch (about.kind) {
    case 'contact':
      return 'contact';
    case 'slot':
      return `slot ${about.slot}`;
    case 'field':
      return `field ${about.field}`;
  }
}
