import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useRejudge } from '#renderer/door/mutations.ts';
import { useWebhook } from '#renderer/door/queries.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { ToneBadge } from '#renderer/ui/outcome/ToneBadge.tsx';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { Judgement, RejudgeAnswer } from '#shared/contract/rejudge.ts';
import classes from './judge-again.module.css';
import { applyWords, JUDGEMENT_WORDS } from './judge-words.ts';

/**
 * Judges refused requests again with the signature and secret as they are saved now, says what came of it, and has the proven ones worked on
 * only when asked to (RC7). Without `id` all of the webhook whose content is kept.
 */
export function JudgeAgain({
  webhookId,
  id,
  isDisabled = false,
}: {
  webhookId: string;
  id?: string;
  isDisabled?: boolean;
}) {
  const judge = useRejudge();
  const only = id === undefined ? {} : { ids: [id] };
  const ask = (apply: boolean) => judge.mutate({ params: { id: webhookId }, body: { apply, ...only } });
  const isApplying = judge.isPending && judge.variables.body.apply === true;
  const words = judge.data && !judge.data.applied ? applyWords(judge.data.requests) : null;
  return (
    <div className={classes.judge}>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          disabled={isDisabled}
          loading={judge.isPending && !isApplying}
          onClick={() => ask(false)}
        >
          Judge again
        </Button>
        {words !== null && !isDisabled && (
          <Button size="xs" loading={isApplying} onClick={() => ask(true)}>
            {words}
          </Button>
        )}
      </Group>
      <div role="status">
        {judge.data && <Result answer={judge.data} isOne={id !== undefined} webhookId={webhookId} />}
      </div>
      {judge.error && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {wholeMessage(judge.error)}
        </Text>
      )}
    </div>
  );
}

function Result({ answer, isOne, webhookId }: { answer: RejudgeAnswer; isOne: boolean; webhookId: string }) {
  const { data: webhook } = useWebhook(webhookId);
  const isWorked = answer.requests.some(({ verdict }) => verdict === 'proven');
  return (
    <>
      {!isOne && <Text size="sm">{answer.sentence}</Text>}
      <ul className={classes.list}>
        {answer.requests.map((judgement) => (
          <JudgementRow key={judgement.id} judgement={judgement} isOne={isOne} />
        ))}
      </ul>
      {isWorked && !answer.applied && webhook?.active === false && (
        <Text size="sm" c="dimmed" mt={8}>
          The webhook is switched off. What is proven is worked on all the same, because you ask for it.
        </Text>
      )}
    </>
  );
}

function JudgementRow({
  judgement: { id, receivedAt, verdict, sentence, repeatOf },
  isOne,
}: {
  judgement: Judgement;
  isOne: boolean;
}) {
  const business = useBusiness();
  return (
    <li>
      <ToneBadge {...JUDGEMENT_WORDS[verdict]} />
      <span>
        {!isOne && (
          <>
            <Anchor component={Link} href={`/log/${id}`} size="sm" underline="always">
              {formatExact(receivedAt, business)}
            </Anchor>{' '}
          </>
        )}
        {sentence}
        {repeatOf !== null && (
          <>
            {' '}
            <Anchor component={Link} href={`/log/${repeatOf}`} size="sm" underline="always">
              See the other one
            </Anchor>
          </>
        )}
      </span>
    </li>
  );
}
