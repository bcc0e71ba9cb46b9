import { Link } from 'wouter';
import { useFlows } from '#renderer/door/queries.ts';
import { stepSentence } from '#renderer/ui/flows/step-words.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { Step } from '#shared/contract/flow.ts';
import { everyStep } from '#shared/flow/steps.ts';
import { useEditor } from '../editor-context.tsx';
import classes from './drift.module.css';

/** Where they wait. */
const HELD = '/outbox?state=held&reason=drifted';

/** The messages of the flow that wait for the owner because of what has drifted, by what they say, and how they get on. */
export function HeldMessages({ holds }: { holds: readonly string[] }) {
  const { fieldNames } = useEditor();
  const { held, others } = useHeld(holds);
  if (held.length === 0) return null;
  return (
    <div className={classes.held}>
      Because of it, {held.length === 1 ? 'this message waits' : 'these messages wait'} for you in the{' '}
      <Link href={HELD} className={classes.jump}>
        Outbox
      </Link>
      , where you send or drop {held.length === 1 ? 'it' : 'them'}:
      <ul>
        {held.map((step) => (
          <li key={step.id}>
            <PlainText text={stepSentence(step, fieldNames)} />
          </li>
        ))}
      </ul>
      {others > 0 && (others === 1 ? 'The other message goes out. ' : `The other ${others} messages go out. `)}
      Once this is mended and saved, the next requests go out by themselves.
    </div>
  );
}

/** The same of one row, in a sentence. */
export function HeldCount({ holds }: { holds: readonly string[] }) {
  const { held, others } = useHeld(holds);
  if (held.length + others === 0) return null;
  if (held.length === 0) return 'No message waits because of it.';
  return held.length === 1 ? 'A message waits because of it.' : `${held.length} messages wait because of it.`;
}

/** Those that wait, and how many of the flow do not. */
function useHeld(holds: readonly string[]): { held: Step[]; others: number } {
  const { webhook } = useEditor();
  const flows = useFlows();
  const flow = (flows.data ?? []).find(({ key }) => key === webhook.flow);
  const sends = everyStep(flow?.steps ?? []).filter(({ kind }) => kind === 'send');
  const held = sends.filter(({ id }) => holds.includes(id));
  return { held, others: sends.length - held.length };
}
