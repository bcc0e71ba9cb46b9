import { type FormEvent, useEffect, useState } from 'react';
import { usePutSettings } from '#renderer/door/mutations.ts';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { setUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { BusinessSection } from './BusinessSection.tsx';
import { OwnIdentitySection } from './OwnIdentitySection.tsx';
import { PublicAddressSection } from './PublicAddressSection.tsx';
import { RetentionPreview } from './RetentionPreview.tsx';
import { RetentionSection } from './RetentionSection.tsx';
import { SaveBar } from './SaveBar.tsx';
import { changeSettings, discardSettings, useSettingsDraft, withChanges } from './settings-draft.ts';

/** What every section of the form gets. */
export interface SectionProps {
  draft: Settings;
  onChange: (change: Partial<Settings>) => void;
  /** The engine's refusal of the last save, if it refused. */
  error: Error | null;
}

export function SettingsForm({ saved }: { saved: Settings }) {
  const { changes } = useSettingsDraft();
  const { draft, isChanged } = withChanges(saved, changes);
  const put = usePutSettings();
  const [wasSaved, setWasSaved] = useState(false);
  useEffect(() => setUnsaved('settings', isChanged ? 'the settings' : null), [isChanged]);

  const change = (part: Partial<Settings>) => {
    setWasSaved(false);
    changeSettings(part);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { contactColumns: _, ...body } = draft;
    put.mutate(
      { body },
      {
        onSuccess: () => {
          discardSettings();
          setWasSaved(true);
        },
      },
    );
  };
  const discard = () => {
    discardSettings();
    put.reset();
    offerUndo({
      about: 'discarded settings',
      done: 'The changes to the settings are discarded.',
      undo: async () => changeSettings(changes),
      failed: 'The changes are not back.',
    });
  };
  const section = { draft, onChange: change, error: put.error };
  return (
    <form onSubmit={save} noValidate aria-label="Settings">
      <BusinessSection {...section} />
      <OwnIdentitySection {...section} />
      <PublicAddressSection {...section} />
      <RetentionSection {...section} />
      <SaveBar
        isChanged={isChanged}
        isSaving={put.isPending}
        wasSaved={wasSaved && !isChanged}
        error={put.error}
        warning={<RetentionPreview retention={draft.retention} />}
        onDiscard={discard}
      />
    </form>
  );
}
