import { JudgeAgain } from '#renderer/ui/judge-again/JudgeAgain.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import { explainOutcome } from '#shared/contract/outcome.ts';
import classes from './entry.module.css';

/** A request without a receipt (refused, kept as a sample, not worked on yet): one sentence and the next step. */
export function EntrySummary({ delivery }: { delivery: DeliveryDetail }) {
  const { outcome, reason, parsed, sentence } = delivery;
  if (outcome === null) {
    return (
      <div className={classes.card}>
        <p className={classes.sentence}>It is stored and will be worked on in a moment.</p>
      </div>
    );
  }
  if (delivery.erasedAt !== null) return <Erased />;
  const known = explainOutcome(outcome, reason);
  return (
    <div className={classes.card}>
      <p className={classes.sentence}>
        <PlainText text={sayPhonesIn(sentence || known.sentence)} />
      </p>
      {parsed?.ok === false && (
        <p>
          <PlainText text={parsed.sentence} />
          {parsed.line !== null && ` (line ${parsed.line}${parsed.column === null ? '' : `, column ${parsed.column}`})`}
        </p>
      )}
      <p className={classes.next}>{known.next}</p>
      {reason === 'bad-signature' && delivery.hasBody && (
        <JudgeAgain key={delivery.id} webhookId={delivery.webhookId} id={delivery.id} />
      )}
      {outcome === 'failed' && (
        <p className={classes.next}>
          Id: <code className="fh-mono">{delivery.id}</code>
        </p>
      )}
    </div>
  );
}

function Erased() {
  return (
    <div className={classes.card}>
      <p className={classes.sentence}>{ERASED_SENTENCE}</p>
      <p className={classes.next}>
        What it said was erased with the person it named. When it came, how it ended, what was answered and its size
        were kept.
      </p>
    </div>
  );
}
