import { Anchor, Button, Group, NativeSelect, Select, Table } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCancelImport, useRunImport } from '#renderer/door/mutations.ts';
import { isGone, useFields, useImport, useSettings } from '#renderer/door/queries.ts';
import { detailFor } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import {
  type HeldImport,
  type ImportFile,
  type ImportTarget,
  placeOf,
  type RunImport,
} from '#shared/contract/contact-import.ts';
import type { Field } from '#shared/contract/field.ts';
import { NUMBER_FORMAT_WORDS } from '#shared/contract/webhook-words.ts';
import { DATE_WRITINGS, writingOf } from '#shared/text/date-writings.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { ImportReport } from './ImportReport.tsx';
import classes from './import.module.css';
import { importLost, isPersonRow } from './import-words.ts';

const SLOTS = [
  { value: 'slot:name', label: 'Name' },
  { value: 'slot:firstName', label: 'First name' },
  { value: 'slot:lastName', label: 'Last name' },
  { value: 'slot:phone', label: 'Phone' },
  { value: 'slot:email', label: 'Email' },
  { value: 'slot:crmContactId', label: 'CRM Contact Id' },
  { value: 'slot:userNs', label: 'User Ns' },
];

const POLICIES = [
  { value: 'fill-blanks', label: 'Fill in only what is blank' },
  { value: 'overwrite', label: 'Replace what they have' },
  { value: 'leave', label: 'Leave identifiers and names as they are' },
] as const;

const WRITINGS = [
  { value: '', label: '2026-12-31 or another standard form' },
  ...DATE_WRITINGS.map(({ pattern, example }) => ({ value: pattern, label: example })),
];

/** Where each column goes, then what that would do, then doing it. `before` is one that was begun earlier, or in another window. */
export function ImportMapping({
  file,
  before,
  onAnother,
}: {
  file: ImportFile;
  before: HeldImport | null;
  onAnother: () => void;
}) {
  const begun = before?.wish ?? null;
  const [targets, setTargets] = useState(begun?.targets ?? file.columns.map(({ target }) => target));
  const [onMatch, setOnMatch] = useState<RunImport['onMatch']>(begun?.onMatch ?? 'fill-blanks');
  const [numberFormat, setNumberFormat] = useState<RunImport['numberFormat']>(begun?.numberFormat ?? 'point');
  const wish = { targets, onMatch, numberFormat };
  // A report belongs to the wish that it was made for.
  const [tried, setTried] = useState(begun === null ? null : JSON.stringify(wish));
  const fields = useFields();
  const { data: settings } = useSettings();
  const country = settings?.country ?? 'GB';
  const run = useRunImport();
  const cancel = useCancelImport();
  const { data: state, error } = useImport(file.id, tried !== null);
  const isLost = state !== undefined && isGone(error);
  const isRunning = state?.state === 'running' && !isLost;
  const isImported = state !== undefined && !state.dryRun && !isRunning;
  const isTried = tried === JSON.stringify(wish) && state?.dryRun === true && state.state === 'done';
  const begin = (dryRun: boolean) =>
    run.mutate(
      { params: { id: file.id }, body: { ...wish, dryRun } },
      { onSuccess: () => setTried(JSON.stringify(wish)) },
    );
  const fieldOf = (target: ImportTarget | null) =>
    target && 'field' in target ? fields.data?.find(({ key }) => key === target.field) : undefined;
  const choose = (index: number, choice: string | null) => {
    const target = targetOf(choice);
    const pattern = isTime(fieldOf(target)) ? writingOf(file.columns[index]?.samples ?? [], country) : null;
    setTargets(targets.with(index, writtenAs(target, pattern)));
  };
  const choices = [
    { group: 'Person', items: [...SLOTS, { value: 'tags', label: 'Tags' }] },
    { group: 'Fields', items: (fields.data ?? []).map(({ key, name }) => ({ value: `field:${key}`, label: name })) },
  ];
  const people = (state?.counts.created ?? 0) + (state?.counts.matched ?? 0);

  return (
    <div className={classes.mapping}>
      {!isImported && (
        <>
          {isPersonRow(file.columns.map(({ name }) => name)) && (
            <Notice tone="warn" title="The first row looks like a person.">
              It is taken for the names of the columns, so that person is left out. Put a row such as Name, Phone, Email
              above it and choose the file again.
            </Notice>
          )}
          <Table aria-label="Columns of the file" withTableBorder>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Column</Table.Th>
                {before === null && <Table.Th>First values</Table.Th>}
                <Table.Th>Goes to</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {file.columns.map(({ name, samples }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                <Table.Tr key={index}>
                  <Table.Td className={classes.name}>
                    <PlainText text={name} />
                  </Table.Td>
                  {before === null && (
                    <Table.Td className={classes.samples}>
                      {samples.length === 0 ? 'All blank' : <PlainText text={samples.join(' · ')} />}
                    </Table.Td>
                  )}
                  <Table.Td>
                    <Select
                      aria-label={visibleText(`Where ${name} goes`)}
                      placeholder="Left out"
                      data={choices}
                      value={targets[index] ? placeOf(targets[index]) : null}
                      onChange={(choice) => choose(index, choice)}
                      error={detailFor(run.error, `/targets/${index}`)}
                      disabled={isRunning}
                      searchable
                      clearable
                    />
                    {isTime(fieldOf(targets[index] ?? null)) && (
                      <NativeSelect
                        label="Dates are written like"
                        size="xs"
                        mt={6}
                        data={WRITINGS}
                        value={patternOf(targets[index] ?? null)}
                        onChange={({ currentTarget }) =>
                          setTargets(
                            targets.with(index, writtenAs(targets[index] ?? null, currentTarget.value || null)),
                          )
                        }
                        disabled={isRunning}
                      />
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {targets.some((target) => target !== null && 'tags' in target) && (
            <p className={classes.hint}>
              Tags in a cell are separated by commas or semicolons, and added to those that a person has.
            </p>
          )}
          <p className={classes.hint}>
            For a column that has no field yet, make one under{' '}
            <Anchor component={Link} href="/fields" inherit underline="always">
              Fields
            </Anchor>{' '}
            first and choose the file again.
          </p>
          <Group align="flex-end">
            <NativeSelect
              label="People who are known already"
              description="Fields that have a value in the file are always set."
              data={POLICIES}
              value={onMatch}
              onChange={({ currentTarget }) => setOnMatch(currentTarget.value as RunImport['onMatch'])}
              disabled={isRunning}
            />
            <NativeSelect
              label="Numbers are written like"
              data={[
                { value: 'point', label: NUMBER_FORMAT_WORDS.point },
                { value: 'comma', label: NUMBER_FORMAT_WORDS.comma },
              ]}
              value={numberFormat}
              onChange={({ currentTarget }) => setNumberFormat(currentTarget.value as RunImport['numberFormat'])}
              disabled={isRunning}
            />
          </Group>
        </>
      )}
      {run.error && run.error.details.length === 0 && (
        <Notice tone="bad" isUrgent>
          {run.error.message} {run.error.next}
        </Notice>
      )}
      {isLost && (
        <Notice tone="warn" isUrgent>
          {importLost(state)}
        </Notice>
      )}
      {state &&
        !isLost &&
        state.state !== 'open' &&
        (isTried || isRunning || isImported || state.state === 'cancelled') && <ImportReport state={state} />}
      <Group>
        {isRunning && (
          <Button variant="default" onClick={() => cancel.mutate({ params: { id: file.id } })}>
            Cancel
          </Button>
        )}
        {!isRunning && !isLost && !isImported && isTried && (
          <Button onClick={() => begin(false)} disabled={people === 0} loading={run.isPending}>
            {people === 1 ? 'Import 1 row' : `Import ${sayCount(people)} rows`}
          </Button>
        )}
        {!isRunning && !isLost && !isImported && !isTried && (
          <Button
            onClick={() => begin(true)}
            disabled={targets.every((target) => target === null)}
            loading={run.isPending}
          >
            See what would happen
          </Button>
        )}
        {!isRunning && (
          <Button variant="default" onClick={onAnother}>
            Choose another file
          </Button>
        )}
        {isImported && (
          <Button component={Link} href="/contacts">
            See contacts
          </Button>
        )}
      </Group>
    </div>
  );
}

function targetOf(choice: string | null): ImportTarget | null {
  if (choice === null) return null;
  if (choice === 'tags') return { tags: true };
  const [kind, name] = choice.split(/:(.*)/s) as [string, string];
  return kind === 'slot' ? ({ slot: name } as ImportTarget) : { field: name };
}

function isTime(field: Field | undefined): boolean {
  return field?.type === 'date' || field?.type === 'datetime';
}

function patternOf(target: ImportTarget | null): string {
  return (target && 'field' in target && target.pattern) || '';
}

function writtenAs(target: ImportTarget | null, pattern: string | null): ImportTarget | null {
  if (target === null || !('field' in target)) return target;
  return { field: target.field, ...(pattern !== null && { pattern }) };
}
