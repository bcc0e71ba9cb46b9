import { Anchor, Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ReplayWish } from '#renderer/door/keys.ts';
import { useReplayDeliveries } from '#renderer/door/mutations.ts';
import { useReplayOverview } from '#renderer/door/queries.ts';
import { DialogFoot } from '#renderer/ui/DialogFoot.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { ToneBadge } from '#renderer/ui/outcome/ToneBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { REPLAYED_AT_ONCE, type ReplayOverview } from '#shared/contract/replay.ts';
import classes from './replay.module.css';
import { countWords, VERDICT_WORDS } from './replay-words.ts';

/** Those that are looked at one by one. */
const LISTED = 100;

interface Ends {
  onClose: () => void;
  /** What had been chosen is done with. */
  onReplayed: () => void;
}

/** Shows what replaying several requests would change, and asks before it does it (PR4). */
export function ReplayManyDialog({ wish, ...ends }: { wish: ReplayWish | null } & Ends) {
  return (
    <Modal opened={wish !== null} onClose={ends.onClose} title="Replay these requests?" size="56rem">
      {wish !== null && <Asked wish={wish} {...ends} />}
    </Modal>
  );
}

function Asked({ wish, onClose, onReplayed }: { wish: ReplayWish } & Ends) {
  const overview = useReplayOverview(wish);
  const replay = useReplayDeliveries();
  const [key] = useState(() => crypto.randomUUID());
  // What was compared is what is replayed, also where more fits the filter meanwhile.
  const ids = overview.data?.requests.map(({ id }) => id) ?? [];
  if (replay.data && !replay.data.dryRun) return <Done count={replay.data.replays.length} onClose={onReplayed} />;
  return (
    <>
      <Text c="dimmed" size="sm" mb="md">
        Their content is worked on once more, in the order in which they arrived, with the webhooks as they are saved
        today. The first entries stay as they are.
      </Text>
      <Loaded query={overview} skeleton={<RowsSkeleton height={90} rows={2} />}>
        {(loaded) => <Overview overview={loaded} />}
      </Loaded>
      <DialogFoot
        confirm={ids.length === 0 ? 'Replay now' : `Replay ${countWords(ids.length)} now`}
        change={replay}
        onClose={onClose}
        onConfirm={() => replay.mutate({ body: { dryRun: false, ids, key } })}
        isReady={ids.length > 0}
      />
    </>
  );
}

function Done({ count, onClose }: { count: number; onClose: () => void }) {
  return (
    <>
      <Text role="status">
        {count === 1 ? '1 replay is' : `${sayCount(count)} replays are`} stored and being worked on. They stand on top
        of the log.
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </>
  );
}

function Overview({ overview: { sentence, requests, left, isCut } }: { overview: ReplayOverview }) {
  const business = useBusiness();
  const telling = requests.filter(({ verdict, isReplacing }) => verdict !== 'same' || isReplacing);
  return (
    <div className={classes.comparison}>
      <p className={classes.counts} role="status">
        {sentence}
      </p>
      {isCut && (
        <Text size="sm">
          More requests fit the filters. These are the newest {REPLAYED_AT_ONCE}: so many are replayed at once.
        </Text>
      )}
      {requests.length > 1 && (
        <Text size="sm" c="dimmed">
          Each is compared by itself: what one of them changes for the next is not counted yet.
        </Text>
      )}
      {telling.length + left.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section className={classes.several} tabIndex={0} aria-label="What would differ">
          <ul>
            {telling
              .slice(0, LISTED)
              .map(({ id, receivedAt, webhookName, contact, verdict, sentence: words, isReplacing }) => (
                <li key={id}>
                  <ToneBadge {...VERDICT_WORDS[verdict]} />
                  <span>
                    <Anchor component={Link} href={`/log/${id}`} size="sm" underline="always">
                      {formatExact(receivedAt, business)}
                    </Anchor>{' '}
                    <PlainText text={contact ?? webhookName} />. <PlainText text={words} />
                    {isReplacing && <span className={classes.replaces}>replaces what the contact has now</span>}
                  </span>
                </li>
              ))}
            {left.slice(0, LISTED).map(({ id, sentence: words }) => (
              <li key={id}>
                <ToneBadge label="Left out" tone="quiet" />
                <span>
                  <Anchor component={Link} href={`/log/${id}`} size="sm" underline="always">
                    This one
                  </Anchor>{' '}
                  {words}
                </span>
              </li>
            ))}
          </ul>
          {telling.length > LISTED && <p>And {sayCount(telling.length - LISTED)} more.</p>}
        </section>
      )}
    </div>
  );
}
