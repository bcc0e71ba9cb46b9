import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn, sayValue } from '#renderer/ui/phones/say-phone.ts';
import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { BackTest } from '#shared/contract/back-test.ts';
import type { RunDifference } from '#shared/contract/replay.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import classes from './recent.module.css';
import { useBackTest } from './use-back-test.ts';

/** Characters of a value. */
const SHOWN = 80;
/** Differences of one request. */
const LISTED = 5;
const VERDICT_WORDS = { same: 'The same', better: 'Better', different: 'Different', worse: 'Worse' } as const;

/** The draft against the saved webhook, on the newest real requests. */
export function BackTestPanel() {
  const { result, isUpdating, error } = useBackTest();
  return (
    <section className={classes.panel} aria-labelledby="back-test-title" aria-busy={isUpdating}>
      <h3 id="back-test-title" className={classes.title}>
        On recent requests
      </h3>
      {error !== null && <Notice tone="bad">{wholeMessage(error)}</Notice>}
      {result !== null && (
        <>
          <Text size="sm">{isUpdating ? 'Trying it on recent requests…' : result.sentence}</Text>
          <BackTestTable requests={result.requests} />
        </>
      )}
    </section>
  );
}

/** Those of which there is something to tell. */
export function BackTestTable({ requests }: { requests: BackTest['requests'] }) {
  const business = useBusiness();
  const telling = requests.filter(({ verdict }) => verdict !== 'same');
  if (telling.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label="Requests that would come out differently">
      <Table aria-label="Recent requests as saved and with your changes" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Request</Table.Th>
            <Table.Th scope="col">Verdict</Table.Th>
            <Table.Th scope="col">What differs</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {telling.map(({ id, receivedAt, verdict, sentence, differences }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">
                <Anchor component={Link} href={`/log/${id}`} size="sm" underline="always">
                  {formatInstant(receivedAt, business)}
                </Anchor>
              </Table.Th>
              <Table.Td>
                <span className={classes.verdict} data-verdict={verdict}>
                  {VERDICT_WORDS[verdict]}
                </span>
              </Table.Td>
              <Table.Td>
                <PlainText text={sayPhonesIn(sentence)} />
                <ul className={classes.differences}>
                  {differences.slice(0, LISTED).map((difference) => (
                    <li key={`${difference.item ?? 0} ${nameOf(difference)}`}>
                      <PlainText
                        text={`${nameOf(difference)}: ${say(difference, 'before')} → ${say(difference, 'now')}`}
                      />
                    </li>
                  ))}
                  {differences.length > LISTED && <li>and {differences.length - LISTED} more</li>}
                </ul>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function nameOf({ about }: RunDifference): string {
  switch (about.kind) {
    case 'contact':
      return 'Contact';
    case 'slot':
      return SLOT_LABELS[about.slot];
    case 'field':
      return about.name;
  }
}

function say({ about, ...values }: RunDifference, of: 'before' | 'now'): string {
  const { effect, text } = values[of];
  if (effect === 'nothing') return 'nothing';
  if (text === null) return 'cleared';
  const shown = about.kind === 'slot' ? sayValue(about.slot, text) : text;
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
}
