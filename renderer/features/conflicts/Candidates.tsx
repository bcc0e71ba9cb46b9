import { Anchor, Button, Checkbox, Text } from '@mantine/core';
import { IconArrowMerge, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useResolveConflict, useUndoDecision } from '#renderer/door/mutations.ts';
import { useFlow, useWebhook } from '#renderer/door/queries.ts';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import type { ConflictDetail } from '#shared/contract/conflict.ts';
import type { RouteInput } from '#shared/contract/routes.ts';
import { CandidateCard } from './CandidateCard.tsx';
import { sayDecision } from './conflict-words.ts';
import classes from './conflicts.module.css';
import { MergeDialog } from './MergeDialog.tsx';

/** The people side by side, and the ways to decide. */
export function Candidates({ conflict }: { conflict: ConflictDetail }) {
  const { id, people, candidates } = conflict;
  const [remember, setRemember] = useState(false);
  const [isMerging, setMerging] = useState(false);
  const resolve = useResolveConflict();
  const undo = useUndoDecision();
  const params = { id };
  const decide = (body: RouteInput<'resolveConflict'>['body']) =>
    resolve.mutateAsync({ params, body }).then(
      (decided) =>
        offerUndo({
          done: `${sayDecision(decided, sayPhone(decided.contact?.label ?? ''))}.`,
          undo: () => undo.mutateAsync({ params }),
          failed: 'The decision could not be undone',
        }),
      // It is said below.
      () => {},
    );
  const gone = candidates.filter(({ now }) => now === null);
  const picked = resolve.isPending && resolve.variables.body.choice === 'pick' ? resolve.variables.body.userNs : null;
  return (
    <>
      <section aria-labelledby="candidates">
        <h2 id="candidates" className={classes.heading}>
          {people.length > 1 ? 'These are the people' : 'This is who is left'}
        </h2>
        <FlowStarts webhookId={conflict.webhookId} />
        <div className={classes.people}>
          {people.map((person) => (
            <CandidateCard
              key={person.userNs}
              person={person}
              said={candidates.flatMap(({ said, now }) => (now?.userNs === person.userNs ? said : []))}
              action={
                <Button
                  variant="light"
                  fullWidth
                  loading={picked === person.userNs}
                  disabled={resolve.isPending}
                  onClick={() => void decide({ choice: 'pick', userNs: person.userNs, remember })}
                >
                  <span className={classes.cut}>
                    It is about <PlainText text={sayPhone(person.label)} />
                  </span>
                </Button>
              }
            />
          ))}
        </div>
        {gone.map(({ userNs, label }) => (
          <p key={userNs} className={classes.soft}>
            <PlainText text={sayPhone(label)} />, whom it names too, has been deleted since.
          </p>
        ))}
      </section>
      <section aria-labelledby="otherwise" className={classes.otherwise}>
        <h2 id="otherwise" className={classes.heading}>
          Or
        </h2>
        <div className={classes.ways}>
          {people.length > 1 && (
            <Way text="They are one and the same person. It can be undone.">
              <Button
                variant="default"
                leftSection={<IconArrowMerge size={16} aria-hidden />}
                disabled={resolve.isPending}
                onClick={() => setMerging(true)}
              >
                Merge them…
              </Button>
            </Way>
          )}
          <Way text="It is about none of them. Their identifiers stay with them.">
            <Button
              variant="default"
              leftSection={<IconUserPlus size={16} aria-hidden />}
              loading={resolve.isPending && resolve.variables.body.choice === 'new'}
              disabled={resolve.isPending}
              onClick={() => void decide({ choice: 'new', remember })}
            >
              New contact
            </Button>
          </Way>
        </div>
        <Checkbox
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
          label="Remember this"
          description="Requests for this webhook with the same identifiers of the same people are decided the same way from then on. After a merge there is nothing to remember."
        />
        {resolve.error && !isMerging && (
          <Text role="alert" c="var(--mantine-color-error)">
            {wholeMessage(resolve.error)}
          </Text>
        )}
      </section>
      <MergeDialog conflict={conflict} resolve={resolve} isOpen={isMerging} onClose={() => setMerging(false)} />
    </>
  );
}

/** That the decision lets a flow go, which may write to whoever is chosen; nothing where the webhook starts none. */
function FlowStarts({ webhookId }: { webhookId: string }) {
  const key = useWebhook(webhookId).data?.flow ?? null;
  const flow = useFlow(key ?? '', { enabled: key !== null }).data;
  if (flow === undefined) return null;
  return (
    <p className={classes.soft}>
      The flow “
      <Anchor component={Link} href={`/flows/${flow.key}`} inherit underline="always">
        <PlainText text={flow.name} />
      </Anchor>
      ” then starts for whom you choose, with its messages.
    </p>
  );
}

function Way({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div className={classes.way}>
      {children}
      <p className={classes.soft}>{text}</p>
    </div>
  );
}
