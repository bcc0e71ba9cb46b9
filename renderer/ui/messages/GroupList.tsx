import { Text } from '@mantine/core';
import { useMessagePreview, useMessages } from '#renderer/door/queries.ts';
import { GROUP_STATES, type GroupCount } from '#shared/contract/message.ts';
import { Loaded } from '../Loaded.tsx';
import { PlainText } from '../PlainText.tsx';
import { AsItGoes } from './AsItGoes.tsx';
import { countWords, GROUP_WORDS } from './message-words.ts';
import classes from './messages.module.css';

/** The messages of a group, newest first. */
const useGroup = ({ channel, reason }: GroupCount) =>
  useMessages({ state: GROUP_STATES[reason], channel, reason, together: 'true' });

/** Until when what is in a group was made that the owner sees; what comes later is not decided with it. */
export function useSeenUntil(group: GroupCount): { until?: string } {
  const newest = useGroup(group).data?.pages[0]?.items[0];
  return newest === undefined ? {} : { until: newest.createdAt };
}

/** What is in a group, each as it would go out now. */
export function GroupList({ group }: { group: GroupCount }) {
  const { count, reason } = group;
  const messages = useGroup(group);
  return (
    <Loaded query={messages}>
      {({ pages }) => {
        const shown = pages[0]?.items ?? [];
        return (
          <>
            <ol className={classes.groupList} aria-label="Which messages">
              {shown.map(({ id }) => (
                <li key={id}>
                  <OneMessage id={id} stays={GROUP_WORDS[GROUP_STATES[reason]].stays} />
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

function OneMessage({ id, stays }: { id: string; stays: string }) {
  return (
    <Loaded query={useMessagePreview(id)}>
      {(preview) => (
        <>
          <AsItGoes preview={preview} />
          {preview.refusal !== null && (
            <p className={classes.blocked}>
              <span>
                Stays {stays}: <PlainText text={preview.refusal.sentence} />
              </span>
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}
