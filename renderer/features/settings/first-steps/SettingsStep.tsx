import { type ComponentType, type FormEvent, useState } from 'react';
import { usePutSettings } from '#renderer/door/mutations.ts';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { Settings } from '#shared/contract/settings.ts';
import type { SectionProps } from '../SettingsForm.tsx';
import { TunnelTokenSection } from '../TunnelTokenSection.tsx';
import { StepButtons } from './StepButtons.tsx';

/** One section of the settings as a step: going on saves it, skipping leaves everything as it was. */
export function SettingsStep({
  saved,
  initial = saved,
  Section,
  hasToken = false,
  onBack,
  onNext,
}: {
  saved: Settings;
  /** What the inputs begin with, where that is more than what is saved. */
  initial?: Settings;
  Section: ComponentType<SectionProps>;
  /** Whether the token of the chosen public address is asked for too. */
  hasToken?: boolean;
  onBack: (() => void) | null;
  onNext: () => void;
}) {
  const [draft, setDraft] = useState(initial);
  const put = usePutSettings();
  useUnsaved('the settings', JSON.stringify(draft) !== JSON.stringify(initial));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { contactColumns: _, ...body } = draft;
    put.mutate({ body }, { onSuccess: onNext });
  };
  return (
    <>
      <form id="setup" onSubmit={save} noValidate aria-label="Setup">
        <Section
          draft={draft}
          onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          error={put.error}
        />
      </form>
      {hasToken && <TunnelTokenSection provider={draft.tunnel.provider} />}
      {put.error && (
        <Notice tone="bad" isUrgent>
          {wholeMessage(put.error)}
        </Notice>
      )}
      <StepButtons form="setup" isSaving={put.isPending} onBack={onBack} onSkip={onNext} />
    </>
  );
}
