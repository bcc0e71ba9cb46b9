import { Table, Text } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import classes from './receipt.module.css';
import type { ReceiptMode } from './receipt-words.ts';

export interface ChangeRow {
  id: string;
  name: string;
  /** Type in words, for custom fields. */
  type: string | null;
  before: string | null;
  after: string | null;
  isChanged: boolean;
  /** What the sender wrote, where it reads differently. */
  original: string | null;
  /** What the row itself does not show. */
  note: string | null;
}

/** Before and after, one row a value; what changes stands out in weight and colour, and is said in words. */
export function ChangeTable({ label, mode, rows }: { label: string; mode: ReceiptMode; rows: ChangeRow[] }) {
  return (
    <Table className={classes.changes} aria-label={label} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Value</Table.Th>
          <Table.Th scope="col">{mode === 'dry-run' ? 'Now' : 'Before'}</Table.Th>
          <Table.Th scope="col">After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id} data-changed={row.isChanged || undefined}>
            <Table.Th scope="row">
              <PlainText text={row.name} />
              {row.type !== null && <span className={classes.type}>{row.type}</span>}
            </Table.Th>
            <Table.Td>
              <Value text={row.before} />
            </Table.Td>
            <Table.Td>
              <span className={classes.after}>
                <Value text={row.after} />
              </span>
              {row.original !== null && (
                <span className={classes.original}>
                  sent as <PlainText text={row.original} />
                </span>
              )}
              {row.note !== null && (
                <Text size="xs" c="dimmed">
                  <PlainText text={row.note} />
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Value({ text }: { text: string | null }) {
  return text === null ? <span className={classes.nothing}>nothing</span> : <PlainText text={text} />;
}
