import { Radio, Text } from '@mantine/core';
import { outcomeLabel } from '#renderer/ui/outcome/outcome-words.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { formatBytes, formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { RequestGist } from '../sample/RequestGist.tsx';
import classes from './address.module.css';

/** So many of them say what they are about. */
const DESCRIBED = 8;

/** A refused question of a sender has nothing in it that could be a sample. */
export const isQuestion = ({ reason }: Delivery): boolean => reason === 'handshake';

/** The requests that have come, newest first; one of them is picked. */
export function Arrivals({
  arrived,
  picked,
  onPick,
}: {
  arrived: readonly Delivery[];
  picked: string | null;
  onPick: (id: string) => void;
}) {
  const business = useBusiness();
  return (
    <Radio.Group value={picked} onChange={onPick} label="Arrived" className={classes.arrivals}>
      <div className={classes.arrivalList}>
        {arrived.map((delivery, index) => (
          <Radio
            key={delivery.id}
            value={delivery.id}
            className={classes.arrival}
            disabled={isQuestion(delivery)}
            label={
              <>
                <Text size="sm" fw={500} span>
                  {titleOf(delivery)}
                </Text>
                <Text size="xs" c="dimmed" span className="fh-numbers">
                  {formatExact(delivery.receivedAt, business)} · {formatBytes(delivery.sizeBytes)}
                </Text>
                {isQuestion(delivery) ? (
                  <Text size="xs" c="dimmed" span>
                    <PlainText text={delivery.sentence} />
                  </Text>
                ) : (
                  index < DESCRIBED && <RequestGist delivery={delivery} />
                )}
              </>
            }
          />
        ))}
      </div>
    </Radio.Group>
  );
}

function titleOf({ origin, outcome, reason }: Delivery): string {
  if (origin === 'test') return 'Sample made up by Fieldhook';
  return outcome === 'refused' ? outcomeLabel(outcome, reason) : 'Real request';
}
