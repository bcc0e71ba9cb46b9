import { Text } from '@mantine/core';
import { useMessagePreview, useMessages } from '#renderer/door/queries.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { Loaded } from '../Loaded.tsx';
import { PlainText } from '../PlainText.tsx';
import { AsItGoes } from './AsItGoes.tsx';
import { countWords, type LimitReason } from './message-words.ts';
import classes from './messages.module.css';

export interface HeldByOne {
  channel: MessageChannel;
  reason: LimitReason;
  count: number;
}

/** Until when what is held was made that the owner sees; what comes later is not decided with it. */
export function useSeenUntil({ channel, reason }: HeldByOne): { until?: string } {
  const newest = useMessages({ state: 'held', channel, reason }).data?.pages[0]?.items[0];
  return newest === undefined ? {} : { until: newest.createdAt };
}

/** What a limit holds, each as it would go out now. */
export function HeldList({ held: { channel, reason, count } }: { held: HeldByOne }) {
  const messages = useMessages({ state: 'held', channel, reason });
  return (
    <Loaded query={messages}>
      {({ pages }) => {
        const shown = pages[0]?.items ?? [];
        return (
          <>
            <ol className={classes.heldList} aria-label="What is held">
              {shown.map(({ id }) => (
                <li key={id}>
                  <OneMessage id={id} />
                </li>
              ))}
            </ol>
            {count > shown.length && (
              <Text size="sm" c="dimmed">
                And {countWords(count - shown.length)} more.
              </Text>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function OneMessage({ id }: { id: string }) {
  return (
    <Loaded query={useMessagePreview(id)}>
      {(preview) => (
        <>
          <AsItGoes preview={preview} />
          {preview.refusal !== null && (
            <p className={classes.blocked}>
              <span>
                Stays held: <PlainText text={preview.refusal.sentence} />
              </span>
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}
