import { Radio, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { MergeTake, MergePreview as Preview } from '#shared/contract/merge.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from './merge.module.css';
import { afterwards, type MergeLine, mergeLines, taking } from './merge-lines.ts';

/** Both contacts side by side, what stays of each marked; where both have a value, the owner may choose. */
export function MergePreview({
  preview,
  take,
  onTake,
}: {
  preview: Preview;
  take: MergeTake;
  onTake?: (take: MergeTake) => void;
}) {
  const business = useBusiness();
  const lines = mergeLines(preview, take, (text, type) => formatFieldValue(text, type, business, 80));
  return (
    <div className={classes.preview}>
      <Table aria-label="What the contact has afterwards" verticalSpacing={7} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Value</Table.Th>
            <Table.Th scope="col">
              <PlainText text={sayPhone(preview.keep.label)} /> <span className={classes.role}>stays</span>
            </Table.Th>
            <Table.Th scope="col">
              <PlainText text={sayPhone(preview.from.label)} /> <span className={classes.role}>becomes part of it</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Th scope="row">
                <PlainText text={line.name} />
              </Table.Th>
              <Side line={line} side="keep" {...(onTake && { onPick: () => onTake(taking(take, line, 'keep')) })} />
              <Side line={line} side="from" {...(onTake && { onPick: () => onTake(taking(take, line, 'from')) })} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p className={classes.afterwards}>
        <PlainText text={afterwards(preview)} />
      </p>
    </div>
  );
}

function Side({ line, side, onPick }: { line: MergeLine; side: 'keep' | 'from'; onPick?: () => void }) {
  const text = line[side];
  const isTaken = line.isSame || line.of === side;
  return (
    <Table.Td data-taken={isTaken || undefined} className={classes.side}>
      {text === null ? (
        <span className={classes.nothing}>nothing</span>
      ) : onPick && line.isContested ? (
        <Radio
          size="xs"
          name={`take-${line.id}`}
          checked={isTaken}
          onChange={onPick}
          aria-label={`${visibleText(line.name)}: ${visibleText(text)}`}
          label={<Value isTaken={isTaken} text={text} />}
        />
      ) : (
        <Value isTaken={isTaken} text={text} />
      )}
    </Table.Td>
  );
}

function Value({ text, isTaken }: { text: string; isTaken: boolean }): ReactNode {
  return (
    <span className={classes.value}>
      <PlainText text={text} />
      {isTaken ? <span className="fh-read-out"> (stays)</span> : <span className="fh-read-out"> (gives way)</span>}
    </span>
  );
}
