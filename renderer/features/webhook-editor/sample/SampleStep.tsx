import { Button, Kbd, Text } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { usePutSample } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { changeSample } from '../draft/draft-store.ts';
import { editSample, isAhead, showSample } from '../draft/sample-draft.ts';
import { useEditor } from '../editor-context.tsx';
import { goToStep, PREVIEW_BUTTON } from '../places.ts';
import { StepSection } from '../StepSection.tsx';
import { RecentRequests } from './RecentRequests.tsx';
import { SampleBox } from './SampleBox.tsx';
import { SampleOrigin } from './SampleOrigin.tsx';
import classes from './sample.module.css';
import { faultOf, type SampleFault } from './sample-text.ts';

type Place = { line: number; column: number };

export function SampleStep() {
  const { webhook, sample } = useEditor();
  const put = usePutSample();
  const [goTo, setGoTo] = useState<Place | null>(null);
  const text = useDeferredValue(sample.text);
  const fault = useMemo(() => faultOf(text), [text]);

  /** What is shown was wanted for its tree; who types on in the box stays there. */
  function previewAndGo(): void {
    if (preview()) goToStep('map');
  }

  /** Whether the payload could be put into the tree. */
  function preview(): boolean {
    const now = faultOf(sample.text);
    if (now !== null || sample.text.trim() === '') {
      announce(now?.sentence ?? 'There is no payload to preview yet.');
      if (now?.line != null && now.column !== null) setGoTo({ line: now.line, column: now.column });
      return false;
    }
    changeSample(webhook.id, showSample);
    announce('The payload is in the tree.');
    const { deliveryId } = sample;
    put.mutate({
      params: { id: webhook.id },
      body: { text: sample.text, contentType: 'application/json', deliveryId },
    });
    return true;
  }

  return (
    <StepSection
      step="sample"
      lead="A payload to work on: one that arrived, or one you paste. It is only for setting up; nothing happens with it."
    >
      <div className={classes.columns}>
        <div className={classes.editing}>
          <SampleOrigin sample={sample} />
          <div className={classes.frame}>
            <SampleBox
              label="Sample payload, JSON"
              value={sample.text}
              onChange={(next) => changeSample(webhook.id, (before) => editSample(before, next))}
              goTo={goTo}
              onSubmit={preview}
              hasFault={fault !== null}
            />
          </div>
          <div className={classes.foot}>
            <Button
              id={PREVIEW_BUTTON}
              color="green"
              leftSection={<IconBraces size={17} aria-hidden />}
              onClick={previewAndGo}
            >
              Preview Payload
            </Button>
            <SampleState fault={fault} isEmpty={text.trim() === ''} isAhead={isAhead(sample)} onShow={setGoTo} />
          </div>
          {put.error && (
            <Notice tone="warn" isUrgent title="The sample is shown but could not be kept.">
              {put.error.message} {put.error.next}
            </Notice>
          )}
        </div>
        <RecentRequests />
      </div>
    </StepSection>
  );
}

/** One line beside the button: what is wrong, or what pressing it would do. */
function SampleState({
  fault,
  isEmpty,
  isAhead,
  onShow,
}: {
  fault: SampleFault | null;
  isEmpty: boolean;
  isAhead: boolean;
  onShow: (place: Place) => void;
}) {
  if (fault !== null) {
    const { line, column, sentence } = fault;
    return (
      <Text size="sm" className={classes.fault}>
        {line !== null && column !== null && (
          <button type="button" className={classes.faultPlace} onClick={() => onShow({ line, column })}>
            Line {line}, column {column}
          </button>
        )}{' '}
        {sentence}
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      {isEmpty ? (
        'Listen for a request, pick one on the right, or paste a payload here.'
      ) : isAhead ? (
        <>
          Puts these values into the tree below. <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd>
        </>
      ) : (
        'The tree below shows this payload.'
      )}
    </Text>
  );
}
