import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { ReceiptView } from '#renderer/ui/receipt/ReceiptView.tsx';
import { useWish } from '#renderer/ui/use-wish.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { Section } from '../Section.tsx';
import classes from './first-steps.module.css';
import { PersonCard } from './PersonCard.tsx';
import { type SampleRun, useKeepSampleRun, useSampleRun } from './use-sample-run.ts';

/** A made-up booking goes the way that real ones go, and the person whom it would make is shown. */
export function TryStep({
  saved,
  onBack,
  onNext,
}: {
  saved: Settings;
  onBack: (() => void) | null;
  onNext: () => void;
}) {
  const run = useSampleRun(saved);
  useWish('send', () => run.mutate());
  return (
    <>
      <Section
        title="Try it now"
        text="A made-up booking is sent to the same receiver that real ones reach. Nothing goes out, and no contact is made."
      >
        {run.data ? (
          <Result run={run.data} />
        ) : (
          <div>
            <Button loading={run.isPending} onClick={() => run.mutate()}>
              Send a sample booking
            </Button>
          </div>
        )}
        {run.error && (
          <Notice tone="bad" isUrgent>
            {wholeMessage(run.error)}
          </Notice>
        )}
      </Section>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onNext}>
          Finish
        </Button>
        {onBack && (
          <Button variant="subtle" onClick={onBack}>
            Back
          </Button>
        )}
      </div>
    </>
  );
}

function Result({ run }: { run: SampleRun }) {
  const [, navigate] = useLocation();
  const keep = useKeepSampleRun();
  const place = useRef<HTMLElement>(null);
  // The button that was pressed is gone.
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { webhook } = run;
  return (
    <section ref={place} tabIndex={-1} aria-label="What the sample would do" className={classes.result}>
      <p>It arrived. Fieldhook proposes what to take from it; this is whom that would make:</p>
      <PersonCard receipt={run.receipt} />
      <details className={classes.why}>
        <summary>How that was decided</summary>
        <ReceiptView receipt={run.receipt} mode="dry-run" />
      </details>
      <div>
        <Button
          loading={keep.isPending}
          onClick={() => keep.mutate(run, { onSuccess: () => navigate(`/webhooks/${webhook.id}`) })}
        >
          Keep this and see how it is made
        </Button>
      </div>
      <p className={classes.hint}>
        The webhook “{webhook.name}” is switched off until you switch it on; you can change it, or delete it, at any
        time.
      </p>
      {keep.error && (
        <Notice tone="bad" isUrgent>
          {wholeMessage(keep.error)}
        </Notice>
      )}
    </section>
  );
}
